"""The addresses of the desk, below Wagtail's own."""

from django.urls import URLPattern, path

from courses.h5p.desk import activities, libraries, reports, restoring, uploads
from courses.h5p.desk.editor import views as editor

app_name = "h5p_desk"
urlpatterns: list[URLPattern] = [
    path("ecrire/", editor.write, name="write"),
    path("ecrire/<int:pk>/", editor.create, name="create"),
    path("televerser/", uploads.upload, name="upload"),
    path("<int:pk>/", activities.activity, name="activity"),
    path("<int:pk>/modifier/", editor.edit, name="edit"),
    path("<int:pk>/dupliquer/", editor.duplicate, name="duplicate"),
    path("<int:pk>/remplacer/", uploads.replace, name="replace"),
    path("<int:pk>/supprimer/", activities.delete, name="delete"),
    path("<int:pk>/resultats/", reports.report, name="report"),
    path("<int:pk>/resultats/xapi/", reports.statements, name="statements"),
    path("<int:pk>/version/<int:number>/", activities.activity, name="version"),
    path("<int:pk>/version/<int:number>/original/", activities.download_original, name="original"),
    path("<int:pk>/version/<int:number>/paquet/", activities.download_rebuilt, name="rebuilt"),
    path("<int:pk>/version/<int:number>/remettre/", restoring.restore, name="restore"),
    path("bibliotheque/installer/", libraries.install, name="install"),
    path("bibliotheque/<int:pk>/", libraries.library, name="library"),
    path("bibliotheque/<int:pk>/supprimer/", libraries.delete, name="delete_library"),
    path("types/<int:pk>/dessin/", editor.icon, name="icon"),
]
