"""Amounts as French people type them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from cms.foundation.numbers import rounded
from courses.tools.rules.exit_cost import plain, read_amount


class AmountField(forms.CharField):
    """« 12 500,50 »: a number to the cent, from zero; as « 12500.50 » in the answers."""

    def __init__(self, *, name: Any, most: Decimal, whole: bool = False, unit: str = "€", **kwargs: Any) -> None:
        self.name, self.most, self.whole, self.unit = name, most, whole, unit
        super().__init__(max_length=20, **kwargs)
        self.widget.attrs |= {"inputmode": "numeric" if whole else "decimal", "class": "court"}

    def prepare_value(self, value: Any) -> Any:
        """What was typed comes back as it was; what was kept is written in French."""
        if not isinstance(value, Decimal):
            return value
        return rounded(value, 0 if value == value.to_integral_value() else 2)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        amount = read_amount(text, self.unit)
        if amount is None:
            message = _("Écrivez un nombre, par exemple 12 500,50, sans signe moins : {name}.")
            raise forms.ValidationError(message.format(name=self.name), "amount")
        if self.whole and amount != amount.to_integral_value():
            raise forms.ValidationError(_("Écrivez un nombre entier : {name}.").format(name=self.name), "whole")
        if amount > self.most:
            message = _("Écrivez un nombre plus petit, {most} au plus : {name}.")
            raise forms.ValidationError(message.format(most=rounded(self.most), name=self.name), "most")
        return plain(amount)
