"""The addresses of the site: the screens, the reference data's administration, the choice of language."""

from django.urls import include, path

from casework.admin import site

urlpatterns = [
    path("", include("casework.web.urls")),
    path("admin/", site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
]

handler400 = "casework.web.errors.bad_request"
handler403 = "casework.web.errors.forbidden"
handler404 = "casework.web.errors.not_found"
handler500 = "casework.web.errors.server_error"
