from django.urls import path

from courses.assignments.views import files, versions, work

app_name = "assignments"
urlpatterns = [
    path("parcours/<slug:pathway>/productions/<slug:code>/", work.work, name="work"),
    path("parcours/<slug:pathway>/productions/<slug:code>/rendre/", work.confirm, name="hand_in"),
    path("parcours/<slug:pathway>/productions/<slug:code>/reprendre/", work.redo, name="redo"),
    path("productions/<uuid:public_id>/", versions.version, name="version"),
    path("productions/<uuid:public_id>/retirer/", versions.take_back, name="withdraw"),
    path("productions/pieces/<uuid:public_id>/", files.attachment, name="file"),
]
