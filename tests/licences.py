"""Lists the licences of the packages that npm installed: `python -m tests.licences`."""

import json

from django.conf import settings


def main() -> None:
    packages = sorted(settings.NODE_MODULES.glob("**/package.json"))
    for file in packages:
        package = json.loads(file.read_text())
        if "version" in package and "license" in package:
            print(f"| {package['name']} | {package['version']} | {package['license']} |")


if __name__ == "__main__":
    main()
