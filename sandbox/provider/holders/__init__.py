"""The tables of holders' accounts at provider B: the site's account, without the roles of its desk."""
