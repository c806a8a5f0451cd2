"""Every address of the site. French, lower case; Wagtail's pages come last."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

handler400 = "cms.pages.views.errors.bad_request"
handler403 = "cms.pages.views.errors.permission_denied"
handler404 = "cms.pages.views.errors.page_not_found"
handler500 = "cms.pages.views.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("cms.foundation.urls")),
    path("compte/", include("cms.accounts.urls")),
    path("gestion/", include("cms.accounts.admin_urls")),
    path("gestion/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("cms.pages.urls")),
    path("", include("courses.urls")),
    path("", include("passport.urls")),
    path("", include("sandbox.urls")),
    path("", include(wagtail_urls)),
]

if not settings.PRODUCTION:  # in production the proxy serves uploaded files: see docs/deployer.md
    uploads = re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT})
    urlpatterns.insert(0, uploads)
