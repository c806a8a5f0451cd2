/*
 * Passeport.Socle 1.0, MIT: what the Passeport content types share. No network, no storage, no innerHTML.
 *
 * This file: `Passeport.Socle`, functions that know nothing of a task.
 *   element(tag, attributes, children)  a DOM element; a string child is text; `onclick` and the like take functions
 *   button(label, onclick, isMain)      a native button, 44 px high
 *   icon(name)                          'right' or 'review', hidden from screen readers: always beside a word
 *   verdict(state, texts)               the word and icon of 'right', 'review' or 'unanswered'
 *   merge(defaults, params)             params completed; what has another type than its default is left aside
 *   decode(value)                       every text of a value without the entities that some hosts store
 *   list(value)                         a list of plain objects, each at its own position; else an empty list
 *   text(value), whole(value, below)    a string or ''; an integer from 0 to below − 1, or null
 *   texts(dictionaries, given)          the words of a task: those given, else French or English (see there)
 *   fill(sentence, {name: value})       puts values where the sentence says @name
 *   newSeed(), shuffled(count, seed)    the same seed gives the same order of 0 … count − 1
 *   uniqueId()                          for aria-labelledby and the like
 * task.js: `Passeport.Socle.inherit(Constructor, methods)`, what a task is.
 * Styles: `.passeport` carries the colours as custom properties (--fond, --texte, --juste…); see socle.css.
 */
window.Passeport = window.Passeport || {};

(function (Passeport) {
  'use strict';

  const Socle = Passeport.Socle = Passeport.Socle || {};
  const SVG = 'http://www.w3.org/2000/svg';
  const ICONS = {
    right: 'M4 12.5l5 5L20 6.5',
    review: 'M19 8a8 8 0 1 0 1 6M20 3v5.5h-5.5'
  };
  const ENTITIES = {'&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#039;': "'", '&#39;': "'"};
  let ids = 0;

  Socle.uniqueId = function () {
    ids += 1;
    return 'passeport-' + ids;
  };

  Socle.element = function (tag, attributes, children) {
    const element = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) {
      const value = attributes[name];
      if (typeof value === 'function') {
        element.addEventListener(name.slice(2), value);
      }
      else if (value !== null && value !== undefined && value !== false) {
        element.setAttribute(name, value === true ? '' : String(value));
      }
    });
    [].concat(children === undefined ? [] : children).forEach(function (child) {
      if (child !== null && child !== undefined && child !== '') {
        element.appendChild(typeof child === 'object' ? child : document.createTextNode(String(child)));
      }
    });
    return element;
  };

  Socle.button = function (label, onclick, isMain) {
    return Socle.element('button', {
      type: 'button',
      class: 'passeport-button' + (isMain ? ' passeport-button--main' : ''),
      onclick: onclick
    }, label);
  };

  Socle.icon = function (name) {
    const svg = document.createElementNS(SVG, 'svg');
    const path = document.createElementNS(SVG, 'path');
    const attributes = {
      'class': 'passeport-icon', width: 20, height: 20, viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor',
      'stroke-width': 2.5, 'stroke-linecap': 'round', 'stroke-linejoin': 'round', 'aria-hidden': 'true',
      focusable: 'false'
    };
    Object.keys(attributes).forEach(function (key) {
      svg.setAttribute(key, attributes[key]);
    });
    path.setAttribute('d', ICONS[name]);
    svg.appendChild(path);
    return svg;
  };

  Socle.verdict = function (state, texts) {
    const children = ICONS[state] ? [Socle.icon(state), texts[state]] : [texts[state]];
    return Socle.element('p', {'class': 'passeport-verdict passeport-verdict--' + state}, children);
  };

  function isPlain(value) {
    return Object.prototype.toString.call(value) === '[object Object]';
  }

  Socle.isPlain = isPlain;

  Socle.merge = function (defaults, params) {
    const merged = {};
    const given = isPlain(params) ? params : {};
    Object.keys(defaults).concat(Object.keys(given)).forEach(function (name) {
      const standard = Object.prototype.hasOwnProperty.call(defaults, name) ? defaults[name] : undefined;
      const value = Object.prototype.hasOwnProperty.call(given, name) ? given[name] : undefined;
      if (isPlain(standard)) {
        merged[name] = Socle.merge(standard, value);
      }
      else if (value === undefined || value === null) {
        merged[name] = standard;
      }
      else if (standard === undefined) {
        merged[name] = value;
      }
      else {
        const isSame = typeof value === typeof standard && Array.isArray(value) === Array.isArray(standard);
        merged[name] = isSame ? value : standard;
      }
    });
    return merged;
  };

  // The PHP hosts run htmlspecialchars over every text without tags: undone here, once, for those five characters.
  Socle.decode = function (value) {
    if (typeof value === 'string') {
      return value.replace(/&(?:amp|lt|gt|quot|#0?39);/g, function (entity) {
        return ENTITIES[entity];
      });
    }
    if (Array.isArray(value)) {
      return value.map(Socle.decode);
    }
    if (isPlain(value)) {
      const decoded = {};
      Object.keys(value).forEach(function (name) {
        decoded[name] = Socle.decode(value[name]);
      });
      return decoded;
    }
    return value;
  };

  Socle.list = function (value) {
    return Array.isArray(value) ? value.map(function (item) {
      return isPlain(item) ? item : {};
    }) : [];
  };

  Socle.text = function (value) {
    return typeof value === 'string' ? value.trim() : '';
  };

  Socle.whole = function (value, below) {
    return Number.isInteger(value) && value >= 0 && value < below ? value : null;
  };

  // Editors fill `l10n` in the language of the content. Where a text is missing, the language of the document decides:
  // French unless the document says that it is in another language, since these types were written for French readers.
  Socle.texts = function (dictionaries, given) {
    const language = document.documentElement.lang.toLowerCase().split('-')[0];
    const isFrench = ['fr', 'und', ''].indexOf(language) !== -1;
    const words = Socle.merge(dictionaries[isFrench ? 'fr' : 'en'], {});
    Object.keys(isPlain(given) ? given : {}).forEach(function (name) {
      if (Socle.text(given[name]) && Object.prototype.hasOwnProperty.call(words, name)) {
        words[name] = given[name];
      }
    });
    return words;
  };

  Socle.fill = function (sentence, values) {
    return sentence.replace(/@([a-z]+)/g, function (found, name) {
      return Object.prototype.hasOwnProperty.call(values, name) ? String(values[name]) : found;
    });
  };

  Socle.newSeed = function () {
    return Math.floor(Math.random() * 0x7fffffff) + 1;
  };

  // Fisher and Yates, fed by mulberry32: enough to mix cards, and the same on every browser.
  Socle.shuffled = function (count, seed) {
    const order = [];
    let memory = seed | 0;
    function next() {
      memory = (memory + 0x6d2b79f5) | 0;
      let mixed = Math.imul(memory ^ (memory >>> 15), 1 | memory);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    }
    for (let index = 0; index < count; index += 1) {
      order.push(index);
    }
    for (let last = count - 1; last > 0; last -= 1) {
      const other = Math.floor(next() * (last + 1));
      const kept = order[last];
      order[last] = order[other];
      order[other] = kept;
    }
    return order;
  };
})(window.Passeport);
