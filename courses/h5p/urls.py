"""The addresses of activities. Those of the player are asked for by the sealed frame, without a session."""

from django.urls import URLPattern, path

from courses.h5p.views import activity, paper, plain, player, results

app_name = "h5p"
urlpatterns: list[URLPattern] = [
    path("activite/<uuid:key>/", activity.activity, name="activity"),
    path("activite/<uuid:key>/lecteur/", activity.address, name="player_address"),
    path("activite/<uuid:key>/seance/", results.session, name="session"),
    path("activite/<uuid:key>/evenement/", results.event, name="event"),
    path("activite/<uuid:key>/etat/", results.state, name="state"),
    path("activite/<uuid:key>/incident/", results.incident, name="incident"),
    path("activite/<uuid:key>/recommencer/", results.restart, name="restart"),
    path("activite/<uuid:key>/simple/", plain.plain, name="plain"),
    path("activite/<uuid:key>/simple/imprimer/", paper.paper, name="paper"),
    path("lecteur/<str:token>/", player.play, name="play"),
    path("f/<str:token>/<path:path>", player.package_file, name="file"),
]
