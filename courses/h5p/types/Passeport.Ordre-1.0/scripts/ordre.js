/*
 * Passeport.Ordre 1.0, MIT: put steps in order. Each step goes up or down with a button and, in a long list, straight to
 * a place; every move is said. No step begins at its own place: what is right was put there. Positions in content.json
 * identify the steps: the response `e2[,]e0[,]e1` lists them as the learner has them.
 */
window.Passeport = window.Passeport || {};

Passeport.Ordre = (function (Socle) {
  'use strict';

  const element = Socle.element;
  const LONG = 5; // steps, from which a list of places is worth its room

  const DEFAULTS = {
    instruction: '',
    steps: [],
    behaviour: {enableRetry: true, enableSolutions: true, passPercentage: 80},
    l10n: {}
  };

  const WORDS = {
    en: {
      up: 'Move up',
      down: 'Move down',
      place: 'Place',
      moved: '“@step”: place @place of @total.',
      first: 'This step is already the first one.',
      last: 'This step is already the last one.',
      rightPlace: 'Right place: @place',
      rightOrder: 'The right order'
    },
    fr: {
      up: 'Monter',
      down: 'Descendre',
      place: 'Place',
      moved: '«\u00a0@step\u00a0»\u00a0: place @place sur @total.',
      first: 'Cette étape est déjà la première.',
      last: 'Cette étape est déjà la dernière.',
      rightPlace: 'Bonne place\u00a0: @place',
      rightOrder: 'Le bon ordre'
    }
  };

  function Ordre(params, contentId, extras) {
    const merged = Socle.decode(Socle.merge(DEFAULTS, params));
    this.steps = Socle.list(merged.steps);
    this.begin({name: 'ordre', params: merged, words: WORDS, contentId: contentId, extras: extras});
  }

  Socle.inherit(Ordre, {
    text: function (step) {
      return Socle.text(this.steps[step].text);
    },

    isRight: function (step) {
      return this.hasMoved && this.order[step] === step;
    },

    // --- On screen

    draw: function (body) {
      this.rows = this.steps.map(this.row, this);
      this.items = element('ol', {'class': 'passeport-items', role: 'list'});
      this.solutionBox = element('div', {'class': 'passeport-ordre-solution', hidden: true});
      body.appendChild(this.items);
      body.appendChild(this.solutionBox);
    },

    row: function (step, index) {
      const row = {
        number: element('span', {'class': 'passeport-ordre-number'}),
        up: this.mover(this.words.up, index, -1),
        down: this.mover(this.words.down, index, 1),
        outcome: element('div', {'class': 'passeport-ordre-outcome'})
      };
      row.controls = element('div', {'class': 'passeport-ordre-controls'}, [row.up, row.down]);
      if (this.steps.length >= LONG) {
        row.select = this.places(index);
        row.controls.appendChild(row.select.parentNode);
      }
      row.item = element('li', {'class': 'passeport-item passeport-ordre-item'}, [
        row.number, element('div', {'class': 'passeport-ordre-step'}, [
          element('p', {'class': 'passeport-ordre-text'}, this.text(index)), row.outcome
        ]), row.controls
      ]);
      return row;
    },

    mover: function (label, step, distance) {
      const button = Socle.button(label, this.move.bind(this, step, distance));
      button.appendChild(element('span', {'class': 'passeport-hidden'}, ': ' + this.text(step)));
      return button;
    },

    places: function (step) {
      const moveTo = this.moveTo.bind(this);
      const select = element('select', {
        onchange: function () {
          moveTo(step, Number(select.value));
        }
      }, this.steps.map(function (other, place) {
        return element('option', {value: place}, place + 1);
      }));
      element('label', {'class': 'passeport-ordre-place'}, [
        element('span', {}, [this.words.place, element('span', {'class': 'passeport-hidden'}, ': ' + this.text(step))]),
        select
      ]);
      return select;
    },

    refresh: function () {
      const order = this.order.join();
      if (this.drawnOrder !== order) {
        this.drawnOrder = order;
        this.order.forEach(function (step) {
          this.items.appendChild(this.rows[step].item);
        }, this);
      }
      this.order.forEach(this.refreshRow, this);
      this.solutionBox.hidden = !this.isSolved;
      this.solutionBox.textContent = '';
      if (this.isSolved) {
        this.solutionBox.appendChild(element('p', {}, element('strong', {}, this.words.rightOrder)));
        this.solutionBox.appendChild(element('ol', {role: 'list'}, this.steps.map(this.solutionLine, this)));
      }
    },

    refreshRow: function (step, place) {
      const row = this.rows[step];
      row.number.textContent = String(place + 1);
      row.up.setAttribute('aria-disabled', String(place === 0));
      row.down.setAttribute('aria-disabled', String(place === this.order.length - 1));
      if (row.select) {
        row.select.value = String(place);
      }
      row.controls.hidden = this.isChecked;
      row.outcome.textContent = '';
      row.item.className = 'passeport-item passeport-ordre-item';
      if (this.isChecked) {
        const state = this.isRight(step) ? 'right' : 'review';
        row.item.classList.add('passeport-item--' + state);
        row.outcome.appendChild(Socle.verdict(state, this.words));
        if (this.isSolved && state !== 'right') {
          row.outcome.appendChild(element('p', {'class': 'passeport-solution'},
            Socle.fill(this.words.rightPlace, {place: step + 1})));
        }
      }
    },

    solutionLine: function (step, index) {
      const explanation = Socle.text(step.explanation);
      return element('li', {}, [
        element('p', {}, [
          element('span', {'class': 'passeport-ordre-rank'}, (index + 1) + '.'), ' ', this.text(index)
        ]),
        explanation ? element('p', {'class': 'passeport-explanation'}, explanation) : null
      ]);
    },

    firstControl: function () {
      return this.items.querySelector('button');
    },

    // --- Answers

    move: function (step, distance) {
      const place = this.order.indexOf(step) + distance;
      if (place < 0) {
        this.announce(this.words.first);
      }
      else if (place >= this.order.length) {
        this.announce(this.words.last);
      }
      else {
        this.moveTo(step, place);
      }
    },

    // Moving an element takes its focus away: it is given back to the control that was used.
    moveTo: function (step, place) {
      const control = document.activeElement;
      this.order.splice(this.order.indexOf(step), 1);
      this.order.splice(place, 0, step);
      this.hasMoved = true;
      this.changed(Socle.fill(this.words.moved, {step: this.text(step), place: place + 1, total: this.order.length}));
      if (this.root.contains(control)) {
        control.focus();
      }
    },

    measure: function () {
      return {
        points: this.steps.filter(function (step, index) {
          return this.isRight(index);
        }, this).length,
        maximum: this.steps.length
      };
    },

    isStarted: function () {
      return this.hasMoved;
    },

    remaining: function () {
      return 0;
    },

    answers: function () {
      return this.order.slice();
    },

    restore: function (kept) {
      const count = this.steps.length;
      const isPermutation = Array.isArray(kept) && kept.length === count && new Set(kept).size === count &&
        kept.every(function (step) {
          return Socle.whole(step, count) !== null;
        });
      if (isPermutation) {
        this.order = kept.slice();
        this.hasMoved = true;
      }
      return isPermutation;
    },

    forget: function () {
      this.hasMoved = false;
      this.order = this.mixed();
    },

    // About one order in three leaves no step at its place: a few seeds find one; if not, turn the list round by one.
    mixed: function () {
      const count = this.steps.length;
      for (let seed = this.seed; seed < this.seed + 50; seed += 1) {
        const order = Socle.shuffled(count, seed);
        if (order.every(function (step, place) {
          return step !== place;
        })) {
          return order;
        }
      }
      return this.steps.map(function (step, index) {
        return (index + 1) % count;
      });
    },

    // --- xAPI

    response: function () {
      return this.hasMoved ? this.sequence(this.order) : '';
    },

    sequence: function (order) {
      return order.map(function (step) {
        return 'e' + step;
      }).join('[,]');
    },

    definition: function () {
      return {
        interactionType: 'sequencing',
        choices: this.steps.map(function (step, index) {
          return {id: 'e' + index, description: {'en-US': this.text(index)}};
        }, this),
        correctResponsesPattern: [this.sequence(this.steps.map(function (step, index) {
          return index;
        }))]
      };
    }
  });

  return Ordre;
})(Passeport.Socle);
