"""The site's own first migration of accounts; those after it are about roles and the desk, which B has not."""

from importlib import import_module

Migration = import_module("cms.accounts.migrations.0001_initial").Migration
