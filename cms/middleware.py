"""What every request goes through, the outermost first."""

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "courses.h5p.middleware.PlayerDoor",
    "passport.verification.middleware.NumberDoor",
    "cms.foundation.middleware.VisitorPageCache",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "courses.h5p.middleware.RoomForUploads",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.foundation.middleware.ContentSecurityPolicy",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
