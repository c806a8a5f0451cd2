from django.urls import path

from courses.quizzes.views import attempts, practice

app_name = "quizzes"
urlpatterns = [
    path("evaluations/<uuid:public_id>/", attempts.resume, name="attempt"),
    path("evaluations/<uuid:public_id>/<int:position>/", attempts.question, name="question"),
    path("evaluations/<uuid:public_id>/relire/", attempts.review, name="review"),
    path("evaluations/<uuid:public_id>/rendre/", attempts.submit, name="submit"),
    path("evaluations/<uuid:public_id>/resultat/", attempts.result, name="result"),
    path("entrainement/lecon/<slug:code>/", practice.lesson, name="practice_lesson"),
    path("entrainement/<slug:code>/", practice.question_or_module, name="practice"),
]
