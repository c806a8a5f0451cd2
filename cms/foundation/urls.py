"""Addresses of the platform itself."""

from django.urls import path

from cms.foundation.views import health

app_name = "foundation"
urlpatterns = [path("sante/", health, name="health")]
