/*
 * Passeport.Classement 1.0, MIT: sort statements into categories. Up to four categories are radio buttons, more are a
 * list to open; both are the browser's own, with its keyboard. Positions in content.json identify everything, whatever
 * the order on screen: the response `e0[.]c1` says that statement 0 was put into category 1.
 */
window.Passeport = window.Passeport || {};

Passeport.Classement = (function (Socle) {
  'use strict';

  const element = Socle.element;
  const RADIOS = 4;

  const DEFAULTS = {
    instruction: '',
    categories: [],
    statements: [],
    behaviour: {shuffle: true, enableRetry: true, enableSolutions: true, passPercentage: 80},
    l10n: {}
  };

  const WORDS = {
    en: {
      categories: 'The categories',
      choose: 'Choose a category',
      yourAnswer: 'Your answer: @answer',
      solutionIs: 'Solution: @answer'
    },
    fr: {
      categories: 'Les catégories',
      choose: 'Choisissez une catégorie',
      yourAnswer: 'Votre réponse\u00a0: @answer',
      solutionIs: 'Solution\u00a0: @answer'
    }
  };

  function Classement(params, contentId, extras) {
    const merged = Socle.decode(Socle.merge(DEFAULTS, params));
    this.categories = Socle.list(merged.categories);
    this.statements = Socle.list(merged.statements);
    this.begin({name: 'classement', params: merged, words: WORDS, contentId: contentId, extras: extras});
  }

  Socle.inherit(Classement, {
    label: function (category) {
      return Socle.text(this.categories[category].label);
    },

    solution: function (statement) {
      return Socle.whole(this.statements[statement].category - 1, this.categories.length);
    },

    isRight: function (statement) {
      return this.placed[statement] !== null && this.placed[statement] === this.solution(statement);
    },

    // --- On screen

    draw: function (body) {
      this.rows = this.statements.map(this.row, this);
      this.items = element('ul', {'class': 'passeport-items', role: 'list'});
      body.appendChild(this.glossary());
      body.appendChild(this.items);
    },

    glossary: function () {
      const explained = this.categories.filter(function (category) {
        return Socle.text(category.description);
      });
      if (!explained.length) {
        return element('div', {hidden: true});
      }
      const terms = element('dl', {'class': 'passeport-classement-categories'});
      explained.forEach(function (category) {
        terms.appendChild(element('dt', {}, Socle.text(category.label)));
        terms.appendChild(element('dd', {}, Socle.text(category.description)));
      });
      return element('div', {'class': 'passeport-classement-glossary'}, [
        element('p', {}, element('strong', {}, this.words.categories)), terms
      ]);
    },

    row: function (statement, index) {
      const name = Socle.uniqueId();
      const text = Socle.text(statement.text);
      const usesRadios = this.categories.length <= RADIOS;
      const question = usesRadios ? this.radios(text, index, name) : this.select(text, index, name);
      const outcome = element('div', {'class': 'passeport-classement-outcome', hidden: true});
      return {question: question, outcome: outcome, item: element('li', {'class': 'passeport-item'}, [question, outcome])};
    },

    radios: function (text, index, name) {
      const choices = this.categories.map(function (category, place) {
        const input = element('input', {
          type: 'radio', name: name, value: place, onchange: this.place.bind(this, index, place)
        });
        return element('label', {'class': 'passeport-choice'}, [input, element('span', {}, this.label(place))]);
      }, this);
      return element('fieldset', {}, [
        element('legend', {'class': 'passeport-classement-statement'}, text),
        element('div', {'class': 'passeport-classement-choices'}, choices)
      ]);
    },

    select: function (text, index, name) {
      const place = this.place.bind(this);
      const options = [element('option', {value: ''}, this.words.choose)];
      this.categories.forEach(function (category, number) {
        options.push(element('option', {value: number}, this.label(number)));
      }, this);
      const select = element('select', {
        id: name,
        onchange: function () {
          place(index, select.value === '' ? null : Number(select.value));
        }
      }, options);
      return element('div', {}, [
        element('label', {'class': 'passeport-classement-statement', 'for': name}, text), select
      ]);
    },

    refresh: function () {
      const order = this.order.join();
      if (this.drawnOrder !== order) {
        this.drawnOrder = order;
        this.order.forEach(function (index) {
          this.items.appendChild(this.rows[index].item);
        }, this);
      }
      this.rows.forEach(this.refreshRow, this);
    },

    refreshRow: function (row, index) {
      const placed = this.placed[index];
      const select = row.question.querySelector('select');
      if (select) {
        select.value = placed === null ? '' : String(placed);
      }
      row.question.querySelectorAll('input').forEach(function (input, place) {
        input.checked = place === placed;
      });
      row.question.hidden = this.isChecked;
      row.outcome.hidden = !this.isChecked;
      row.outcome.textContent = '';
      row.item.className = 'passeport-item';
      if (this.isChecked) {
        const state = this.isRight(index) ? 'right' : placed === null ? 'unanswered' : 'review';
        row.item.classList.add('passeport-item--' + state);
        this.outcome(index, state).forEach(function (line) {
          row.outcome.appendChild(line);
        });
      }
    },

    // The explanation would give the solution away: it comes with it, or once the answer is right.
    outcome: function (index, state) {
      const placed = this.placed[index];
      const solution = this.solution(index);
      const explanation = Socle.text(this.statements[index].explanation);
      const lines = [element('p', {'class': 'passeport-classement-statement'}, Socle.text(this.statements[index].text))];
      if (placed !== null) {
        lines.push(element('p', {'class': 'passeport-doux'},
          Socle.fill(this.words.yourAnswer, {answer: this.label(placed)})));
      }
      lines.push(Socle.verdict(state, this.words));
      if (this.isSolved && state !== 'right' && solution !== null) {
        lines.push(element('p', {'class': 'passeport-solution'},
          element('strong', {}, Socle.fill(this.words.solutionIs, {answer: this.label(solution)}))));
      }
      if (explanation && (state === 'right' || this.isSolved)) {
        lines.push(element('p', {'class': 'passeport-explanation'}, explanation));
      }
      return lines;
    },

    // Explanations of right answers are there already.
    hasSolutions: function () {
      return this.measure().points < this.statements.length;
    },

    firstControl: function () {
      return this.items.querySelector('input, select');
    },

    // --- Answers

    place: function (statement, category) {
      this.placed[statement] = category;
      this.changed();
    },

    measure: function () {
      return {
        points: this.statements.filter(function (statement, index) {
          return this.isRight(index);
        }, this).length,
        maximum: this.statements.length
      };
    },

    isStarted: function () {
      return this.remaining() < this.statements.length;
    },

    remaining: function () {
      return this.placed.filter(function (category) {
        return category === null;
      }).length;
    },

    answers: function () {
      return this.placed.slice();
    },

    restore: function (kept) {
      if (!Array.isArray(kept) || kept.length !== this.statements.length) {
        return false;
      }
      this.placed = kept.map(function (category) {
        return Socle.whole(category, this.categories.length);
      }, this);
      return true;
    },

    forget: function () {
      const unmixed = this.statements.map(function (statement, index) {
        return index;
      });
      this.placed = unmixed.map(function () {
        return null;
      });
      this.order = this.params.behaviour.shuffle ? Socle.shuffled(this.statements.length, this.seed) : unmixed;
    },

    // --- xAPI

    response: function () {
      return this.pairs(this.placed);
    },

    pairs: function (placed) {
      const pairs = [];
      placed.forEach(function (category, statement) {
        if (category !== null) {
          pairs.push('e' + statement + '[.]c' + category);
        }
      });
      return pairs.join('[,]');
    },

    definition: function () {
      return {
        interactionType: 'matching',
        source: this.statements.map(function (statement, index) {
          return {id: 'e' + index, description: {'en-US': Socle.text(statement.text)}};
        }),
        target: this.categories.map(function (category, index) {
          return {id: 'c' + index, description: {'en-US': this.label(index)}};
        }, this),
        correctResponsesPattern: [this.pairs(this.statements.map(function (statement, index) {
          return this.solution(index);
        }, this))]
      };
    }
  });

  return Classement;
})(Passeport.Socle);
