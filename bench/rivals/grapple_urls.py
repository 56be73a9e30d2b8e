from django.urls import include, path
from grapple import urls as grapple_urls

urlpatterns = [path("", include(grapple_urls))]
