"""The addresses of the site: the screens, the interface for programs, the reference data's administration."""

from django.urls import include, path

from casework.admin import site

urlpatterns = [
    path("", include("casework.web.urls")),
    path("api/", include("casework.api.urls")),
    path("admin/", site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
]

handler400 = "config.handlers.bad_request"
handler403 = "config.handlers.forbidden"
handler404 = "config.handlers.not_found"
handler500 = "config.handlers.server_error"
