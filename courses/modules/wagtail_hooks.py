from wagtail import hooks

from courses.modules.viewsets import ActivityChooserViewSet


@hooks.register("register_admin_viewset")
def register_activity_chooser() -> ActivityChooserViewSet:
    return ActivityChooserViewSet("h5p_activity_chooser", url_prefix="choisir/activite-h5p")
