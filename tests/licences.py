"""Lists the licences of the packages that npm installed: `python -m tests.licences`."""

import json

from django.conf import settings

# What a package holds under another licence than its own package.json says.
WITHIN = {
    "h5p-standalone": "dist/frame.bundle.js and dist/styles come from h5p-php-library: GPL-3.0, installed unmodified",
}


def main() -> None:
    packages = sorted(settings.NODE_MODULES.glob("**/package.json"))
    for file in packages:
        package = json.loads(file.read_text())
        if "version" in package and "license" in package:
            within = f" ({note})" if (note := WITHIN.get(package["name"])) else ""
            print(f"| {package['name']} | {package['version']} | {package['license']}{within} |")


if __name__ == "__main__":
    main()
