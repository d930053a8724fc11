from django.urls import include, path

from config.health import healthz

urlpatterns = [
    path("", include("bench.urls")),
    path("healthz", healthz),
]
