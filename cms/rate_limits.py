"""How often one address or one person may ask for the same thing (allauth's `RATE_LIMITS` notation)."""

# By address, limits leave room for a training room whose forty participants share one.
ACCOUNT_RATE_LIMITS: dict[str, str] = {
    "signup": "60/m/ip",
    "login": "60/m/ip",
    "login_failed": "30/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/h/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    "confirm_email": "1/2m/key",
    "export": "5/h/user",
    # A PDF is drawn while one waits, for visitors too.
    "tool_pdf": "60/m/ip",
    # What the page around an H5P activity sends for its learner, all activities together.
    "h5p_session": "60/m/user",
    "h5p_event": "60/m/user",
    "h5p_state": "120/m/user",
    "h5p_incident": "60/m/user",
}
