"""The drawings of the interface: 24×24, in the colour of the text, always beside a word."""

from typing import Final

LINE: Final = 'fill="none" stroke="currentColor" stroke-width="2.2"'
BOLD: Final = 'fill="none" stroke="currentColor" stroke-width="2.6"'
CUT: Final = 'fill="none" stroke="var(--surface)" stroke-width="2.6"'
DISC: Final = '<circle cx="12" cy="12" r="10" fill="currentColor"/>'

ICONS: Final[dict[str, str]] = {
    "affichage": f'<path d="m2 19 5-14 5 14M4 14h6m4 5 3.5-9.5L21 19m-5.6-3h4.2" {LINE}/>',
    "alerte": f'<path d="M12 2 23 21H1z" fill="currentColor"/><path d="M12 9v5.5m0 2v2.2" {CUT}/>',
    "coche": '<path d="m4 12.5 5.2 5.2L20 7" fill="none" stroke="currentColor" stroke-width="3.2"/>',
    "coche-pleine": f'{DISC}<path d="m7 12.4 3.4 3.4 6.6-7" {CUT}/>',
    "croix": f'{DISC}<path d="m8 8 8 8m0-8-8 8" {CUT}/>',
    "document": f'<path d="M5 3h9l5 5v13H5zM8 12h8m-8 4h8" {LINE}/>',
    "enveloppe": f'<path d="M3 5h18v14H3zM3 6l9 7 9-7" {LINE}/>',
    "fleche-droite": f'<path d="M4 12h15m-6-6.5 6.5 6.5-6.5 6.5" {BOLD}/>',
    "fleche-gauche": f'<path d="M20 12H5m6-6.5L4.5 12l6.5 6.5" {BOLD}/>',
    "horloge": f'<circle cx="12" cy="12" r="9" {LINE}/><path d="M12 7v5.3l3.6 2.2" {LINE}/>',
    "imprimer": f'<path d="M7 9V3h10v6M7 17H3V9h18v8h-4M7 14h10v7H7z" {LINE}/>',
    "info": f'{DISC}<path d="M12 10.5V18m0-11.6v2.3" {CUT}/>',
    "liste": f'<path d="M9 6h12M9 12h12M9 18h12M3 6h2m-2 6h2m-2 6h2" {LINE}/>',
    "loupe": f'<circle cx="10.5" cy="10.5" r="7" {LINE}/><path d="m16 16 5.5 5.5" {LINE}/>',
    "oeil": f'<path d="M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12z" {LINE}/><circle cx="12" cy="12" r="3" {LINE}/>',
    "personne": f'<circle cx="12" cy="8" r="4" {LINE}/><path d="M4 21c0-5 4-7 8-7s8 2 8 7" {LINE}/>',
    "question": f'{DISC}<path d="M8.6 9.4a3.4 3.4 0 1 1 4.9 3c-1 .6-1.5 1.2-1.5 2.6m0 1.6v2.3" {CUT}/>',
    "revoir": f'<path d="M5 12a7 7 0 1 1 2.2 5.1" {BOLD}/><path d="M1.8 10.2 5.2 14l3.6-3.9z" fill="currentColor"/>',
    "sablier": f'<path d="M5 3h14M5 21h14M7 3c0 9 10 9 10 18M17 3c0 9-10 9-10 18" {LINE}/>',
    "telecharger": f'<path d="M12 3v13m-6-5.5 6 6 6-6M4 21h16" {BOLD}/>',
    "verrou": f'<path d="M4 10h16v11H4zM8 10V7a4 4 0 0 1 8 0v3" {LINE}/>',
}

# The booklet with a milestone on its cover; drawn once more in static/foundation/passeport-digital.svg.
MARK: Final = (
    '<rect x=".8" width="46.4" height="60" rx="6.5" fill="#fff"/>'
    '<rect x="3" y="2" width="42" height="56" rx="4.5" fill="#7a1b3a"/>'
    '<path d="M9 2v56H6a3 3 0 0 1-3-3V5a3 3 0 0 1 3-3z" fill="#55102a"/>'
    '<path d="M15 47V27.5a11.5 11.5 0 0 1 23 0V47z" fill="#fff"/>'
    '<path d="M15 29v-1.5a11.5 11.5 0 0 1 23 0V29z" fill="#ffc83d"/>'
    '<path d="m20.8 37.6 4.2 4.2 7.6-8" fill="none" stroke="#7a1b3a" stroke-width="3.6"/>'
    '<path d="M13 51h27" stroke="#ffc83d" stroke-width="2"/>'
)
