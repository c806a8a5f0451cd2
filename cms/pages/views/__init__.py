"""What the site answers besides its pages."""

from cms.pages.views.display import display
from cms.pages.views.finding import robots, search, site_map, sitemap_xml

__all__ = ["display", "robots", "search", "site_map", "sitemap_xml"]
