import os

from django.urls import path

from bench import views

urlpatterns = [
    path("plaintext", views.plaintext),
    path("json", views.json),
    path("db", views.db),
    path("queries", views.queries),
    path("updates", views.updates),
    path("fortunes", views.fortunes),
    path("upstream", views.upstream),
]

if os.environ.get("DRIVER_ROUTES"):
    from bench.driver.urls import urlpatterns as driver

    urlpatterns += driver
