/*
 * Passeport.Comparaison 1.0, MIT: a table to fill with native lists, then an argument to write. Positions in
 * content.json identify everything: the response `r0[.]c1[.]l2` says that row 0 has level 2 in column 1. Only cells
 * with an expected level give points; the argument never does, and its words are counted without holding anyone back.
 */
window.Passeport = window.Passeport || {};

Passeport.Comparaison = (function (Socle) {
  'use strict';

  const element = Socle.element;

  const DEFAULTS = {
    instruction: '',
    columns: [],
    rows: [],
    scale: [],
    expected: [],
    argument: {prompt: '', minimumWords: 20},
    behaviour: {enableRetry: true, enableSolutions: true, enablePrint: true, passPercentage: 80},
    l10n: {}
  };

  const WORDS = {
    en: {
      criterion: 'Criterion',
      choose: 'Choose',
      cell: '@criterion, @column',
      argument: 'Your argument',
      words: 'Words: @count. At least @minimum are advised.',
      enough: 'Words: @count.',
      right: 'As expected',
      expected: 'Expected: @level',
      saved: 'Your comparison is handed in',
      ungraded: 'Nobody grades the argument here: read it again beside the table.',
      showSolution: 'Show the expected answers',
      solutionShown: 'The expected answers are shown.',
      retry: 'Compare again',
      print: 'Print',
      elsewhere: 'This frame may not print by itself. Use the print command of your browser: your table and your argument are on the page.'
    },
    fr: {
      criterion: 'Critère',
      choose: 'Choisissez',
      cell: '@criterion, @column',
      argument: 'Votre argumentation',
      words: 'Mots\u00a0: @count. Au moins @minimum sont conseillés.',
      enough: 'Mots\u00a0: @count.',
      right: 'Réponse attendue',
      expected: 'Attendu\u00a0: @level',
      saved: 'Votre comparaison est rendue',
      ungraded: 'L’argumentation n’est pas notée ici\u00a0: relisez-la à côté du tableau.',
      showSolution: 'Voir les réponses attendues',
      solutionShown: 'Les réponses attendues sont affichées.',
      retry: 'Reprendre la comparaison',
      print: 'Imprimer',
      elsewhere: 'Ce cadre ne peut pas imprimer lui-même. Utilisez la commande d’impression de votre navigateur\u00a0: votre tableau et votre argumentation sont sur la page.'
    }
  };

  function Comparaison(params, contentId, extras) {
    const merged = Socle.decode(Socle.merge(DEFAULTS, params));
    this.columns = Socle.list(merged.columns);
    this.rows = Socle.list(merged.rows);
    this.scale = merged.scale.map(Socle.text);
    this.expected = this.readExpected(Socle.list(merged.expected));
    this.begin({name: 'comparaison', params: merged, words: WORDS, contentId: contentId, extras: extras});
  }

  Socle.inherit(Comparaison, {
    // By cell; what points outside the table is left aside, and of two for one cell the first one counts.
    readExpected: function (given) {
      const width = this.columns.length;
      const found = this.rows.map(function () {
        return new Array(width).fill(null);
      });
      given.forEach(function (cell) {
        const row = Socle.whole(cell.row - 1, this.rows.length);
        const column = Socle.whole(cell.column - 1, width);
        const level = Socle.whole(cell.level - 1, this.scale.length);
        if (row !== null && column !== null && level !== null && !found[row][column]) {
          found[row][column] = {level: level, explanation: Socle.text(cell.explanation)};
        }
      }, this);
      return found;
    },

    eachCell: function (visit) {
      this.rows.forEach(function (criterion, row) {
        this.columns.forEach(function (label, column) {
          visit.call(this, row, column, this.expected[row][column], this.levels[row][column]);
        }, this);
      }, this);
    },

    // --- On screen. The roles are written because a narrow screen shows the table as a stack.

    draw: function (body) {
      const heads = this.columns.map(function (column) {
        const help = Socle.text(column.help);
        return element('th', {scope: 'col', role: 'columnheader'}, [
          Socle.text(column.label),
          help ? element('span', {'class': 'passeport-comparaison-help'}, help) : null
        ]);
      });
      const corner = element('th', {scope: 'col', role: 'columnheader'}, this.words.criterion);
      this.cells = this.rows.map(function (criterion, row) {
        return this.columns.map(this.cell.bind(this, row));
      }, this);
      body.appendChild(element('table', {'class': 'passeport-comparaison-table', role: 'table'}, [
        element('caption', {'class': 'passeport-hidden'}, this.getTitle()),
        element('thead', {role: 'rowgroup'}, element('tr', {role: 'row'}, [corner].concat(heads))),
        element('tbody', {role: 'rowgroup'}, this.rows.map(this.row, this))
      ]));
      body.appendChild(this.argumentField());
      this.printing = element('p', {'class': 'passeport-comparaison-print'},
        Socle.button(this.words.print, this.print.bind(this)));
      body.appendChild(this.printing);
    },

    row: function (criterion, row) {
      const help = Socle.text(criterion.help);
      return element('tr', {role: 'row'}, [element('th', {scope: 'row', role: 'rowheader'}, [
        Socle.text(criterion.label),
        help ? element('span', {'class': 'passeport-comparaison-help'}, help) : null
      ])].concat(this.cells[row].map(function (cell) {
        return cell.place;
      })));
    },

    cell: function (row, column, index) {
      const id = Socle.uniqueId();
      const label = Socle.text(column.label);
      const name = Socle.fill(this.words.cell, {criterion: Socle.text(this.rows[row].label), column: label});
      const levels = this.scale.map(function (level, number) {
        return element('option', {value: number}, level);
      });
      const select = element('select', {
        id: id,
        'aria-label': name,
        onchange: this.onLevel.bind(this, row, index)
      }, [element('option', {value: ''}, this.words.choose)].concat(levels));
      const outcome = element('div', {'class': 'passeport-comparaison-outcome', hidden: true});
      const place = element('td', {role: 'cell'}, [
        element('span', {'class': 'passeport-comparaison-label', 'aria-hidden': 'true'}, label), select, outcome
      ]);
      return {place: place, select: select, outcome: outcome};
    },

    argumentField: function () {
      const id = Socle.uniqueId();
      const prompt = Socle.text(this.params.argument.prompt);
      this.counter = element('p', {'class': 'passeport-doux', id: id + '-words'});
      this.textarea = element('textarea', {
        id: id,
        rows: 5,
        'aria-describedby': prompt ? id + '-prompt ' + id + '-words' : id + '-words',
        oninput: this.onArgument.bind(this)
      });
      return element('div', {'class': 'passeport-comparaison-argument'}, [
        element('label', {'for': id}, this.words.argument),
        prompt ? element('p', {id: id + '-prompt', 'class': 'passeport-comparaison-prompt'}, prompt) : null,
        this.textarea, this.counter
      ]);
    },

    refresh: function () {
      this.eachCell(function (row, column, expected, level) {
        const cell = this.cells[row][column];
        cell.select.value = level === null ? '' : String(level);
        cell.select.hidden = this.isChecked;
        cell.outcome.hidden = !this.isChecked;
        cell.outcome.textContent = '';
        cell.place.className = '';
        if (this.isChecked) {
          this.fillOutcome(cell, expected, level);
        }
      });
      if (this.textarea.value !== this.argument) {
        this.textarea.value = this.argument;
      }
      this.textarea.readOnly = this.isChecked;
      this.printing.hidden = !this.isChecked || !this.behaviour.enablePrint;
      this.countWords();
    },

    // As for every task here, an explanation comes with the solution or once the answer is right.
    fillOutcome: function (cell, expected, level) {
      const lines = [level === null ? null : element('p', {}, this.scale[level])];
      if (expected || level === null) {
        const state = level === null ? 'unanswered' : expected.level === level ? 'right' : 'review';
        lines.push(Socle.verdict(state, this.words));
        if (expected) {
          cell.place.className = 'passeport-comparaison-cell--' + (state === 'right' ? 'right' : 'review');
        }
        if (expected && this.isSolved && state !== 'right') {
          lines.push(element('p', {'class': 'passeport-solution'},
            element('strong', {}, Socle.fill(this.words.expected, {level: this.scale[expected.level]}))));
        }
        if (expected && expected.explanation && (this.isSolved || state === 'right')) {
          lines.push(element('p', {'class': 'passeport-explanation'}, expected.explanation));
        }
      }
      lines.forEach(function (line) {
        if (line) {
          cell.outcome.appendChild(line);
        }
      });
    },

    countWords: function () {
      const count = this.argument.split(/\s+/).filter(Boolean).length;
      const minimum = this.params.argument.minimumWords;
      const isEnough = count >= minimum;
      this.counter.textContent = Socle.fill(isEnough ? this.words.enough : this.words.words, {
        count: count, minimum: minimum
      });
    },

    firstControl: function () {
      return this.root.querySelector('select, textarea');
    },

    hasSolutions: function () {
      return this.expected.some(function (row) {
        return row.some(Boolean);
      });
    },

    // --- Answers

    onLevel: function (row, column) {
      const value = this.cells[row][column].select.value;
      this.levels[row][column] = value === '' ? null : Number(value);
      this.changed();
    },

    onArgument: function () {
      this.argument = this.textarea.value;
      this.changed();
    },

    measure: function () {
      let points = 0;
      let maximum = 0;
      this.eachCell(function (row, column, expected, level) {
        if (expected) {
          maximum += 1;
          points += expected.level === level ? 1 : 0;
        }
      });
      return {points: points, maximum: maximum};
    },

    isStarted: function () {
      return this.argument.trim() !== '' || this.levels.some(function (row) {
        return row.some(function (level) {
          return level !== null;
        });
      });
    },

    remaining: function () {
      let missing = this.argument.trim() === '' ? 1 : 0;
      this.eachCell(function (row, column, expected, level) {
        missing += level === null ? 1 : 0;
      });
      return missing;
    },

    answers: function () {
      return {levels: this.levels, argument: this.argument};
    },

    restore: function (kept) {
      const levels = Socle.isPlain(kept) ? kept.levels : null;
      const isTable = Array.isArray(levels) && levels.length === this.rows.length && levels.every(function (row) {
        return Array.isArray(row) && row.length === this.columns.length;
      }, this);
      if (!isTable) {
        return false;
      }
      this.levels = levels.map(function (row) {
        return row.map(function (level) {
          return Socle.whole(level, this.scale.length);
        }, this);
      }, this);
      this.argument = typeof kept.argument === 'string' ? kept.argument : '';
      return true;
    },

    forget: function () {
      this.levels = this.rows.map(function () {
        return new Array(this.columns.length).fill(null);
      }, this);
      this.argument = '';
    },

    // --- xAPI

    response: function () {
      const filled = [];
      this.eachCell(function (row, column, expected, level) {
        if (level !== null) {
          filled.push('r' + row + '[.]c' + column + '[.]l' + level);
        }
      });
      return filled.join('[,]');
    },

    pattern: function () {
      const cells = [];
      this.eachCell(function (row, column, expected) {
        if (expected) {
          cells.push('r' + row + '[.]c' + column + '[.]l' + expected.level);
        }
      });
      return cells.join('[,]');
    },

    // The whole is made of two parts, as sets of questions are.
    definition: function () {
      return {interactionType: 'compound'};
    },

    children: function () {
      const measure = this.measure();
      const cells = {completion: this.isStarted(), response: this.response()};
      if (measure.maximum > 0) {
        cells.score = {
          min: 0, max: measure.maximum, raw: measure.points, scaled: measure.points / measure.maximum
        };
        cells.success = this.isSuccess(measure);
      }
      return [
        this.part('cells', {
          interactionType: 'matching',
          source: this.named('r', this.rows),
          target: this.named('c', this.columns).concat(this.scale.map(function (level, index) {
            return {id: 'l' + index, description: {'en-US': level}};
          })),
          correctResponsesPattern: [this.pattern()]
        }, cells),
        this.part('argument', {
          interactionType: 'long-fill-in',
          description: {'en-US': Socle.text(this.params.argument.prompt) || this.words.argument}
        }, {completion: this.argument.trim() !== '', response: this.argument})
      ];
    },

    named: function (letter, things) {
      return things.map(function (thing, index) {
        return {id: letter + index, description: {'en-US': Socle.text(thing.label)}};
      });
    }
  });

  const ofTasks = Object.assign({}, Comparaison.prototype);

  // Without expected answers there is nothing to be right about: the panel says that it is handed in.
  Comparaison.prototype.fillPanel = function () {
    ofTasks.fillPanel.call(this);
    if (!this.isChecked) {
      return;
    }
    if (this.panel.hidden) {
      this.panel.hidden = false;
      this.panel.className = 'passeport-panel passeport-panel--right';
      this.panel.appendChild(element('p', {'class': 'passeport-panel-verdict'}, [Socle.icon('right'), this.words.saved]));
    }
    this.panel.appendChild(element('p', {}, this.words.ungraded));
  };

  // Who compares again finds the argument as it was: it is to be reworked, not retyped.
  Comparaison.prototype.onRetry = function () {
    const argument = this.argument;
    ofTasks.onRetry.call(this);
    this.argument = argument;
    this.isTouched = true;
    this.update();
  };

  return Comparaison;
})(Passeport.Socle);
