"""The addresses of the site: the screens, the reference data's administration, the choice of language."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("casework.web.urls")),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
]
