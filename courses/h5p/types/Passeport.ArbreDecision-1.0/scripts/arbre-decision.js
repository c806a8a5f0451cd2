/*
 * Passeport.ArbreDecision 1.0, MIT: one question at a time, until an outcome that explains itself. The path so far is a
 * list; each of its answers may be changed, which drops the steps after it. Positions in content.json identify
 * everything: the response `n0[.]c1[,]n2[.]c0` is answer 1 to question 0, then answer 0 to question 2.
 */
window.Passeport = window.Passeport || {};

Passeport.ArbreDecision = (function (Socle) {
  'use strict';

  const element = Socle.element;
  const VERDICTS = ['favorable', 'prudence', 'defavorable', 'neutre'];
  const ICONS = {favorable: 'right', prudence: 'review'};

  const DEFAULTS = {
    introduction: '',
    questions: [],
    outcomes: [],
    behaviour: {enableRetry: true, enablePrint: true, passPercentage: 80},
    l10n: {}
  };

  const WORDS = {
    en: {
      step: 'Question @number',
      yourPath: 'Your path',
      change: 'Change this answer',
      again: 'This answer leads back to a question of your path.',
      broken: 'This answer leads nowhere yet: please tell the people who wrote this activity.',
      favorable: 'Favourable',
      prudence: 'With caution',
      defavorable: 'Unfavourable',
      neutre: 'For information',
      points: 'Points: @score out of @total',
      retry: 'Start again',
      restarted: 'Back to the first question.',
      print: 'Print',
      elsewhere: 'This frame may not print by itself. Use the print command of your browser: your path and its outcome are on the page.'
    },
    fr: {
      step: 'Question @number',
      yourPath: 'Votre chemin',
      change: 'Changer cette réponse',
      again: 'Cette réponse ramène à une question de votre chemin.',
      broken: 'Cette réponse ne mène encore nulle part\u00a0: merci de le signaler aux personnes qui ont écrit cette activité.',
      favorable: 'Favorable',
      prudence: 'Avec prudence',
      defavorable: 'Défavorable',
      neutre: 'Pour information',
      points: 'Points\u00a0: @score sur @total',
      retry: 'Reprendre au début',
      restarted: 'Retour à la première question.',
      print: 'Imprimer',
      elsewhere: 'Ce cadre ne peut pas imprimer lui-même. Utilisez la commande d’impression de votre navigateur\u00a0: votre chemin et son issue sont sur la page.'
    }
  };

  function ArbreDecision(params, contentId, extras) {
    const merged = Socle.decode(Socle.merge(DEFAULTS, params));
    this.questions = Socle.list(merged.questions);
    this.outcomes = Socle.list(merged.outcomes);
    this.begin({
      name: 'arbre', params: merged, words: WORDS, contentId: contentId, extras: extras, hasCheckButton: false
    });
  }

  Socle.inherit(ArbreDecision, {
    choices: function (question) {
      return Socle.list(this.questions[question].choices);
    },

    // Where a choice leads: {outcome} or {question}, or null when it was never said. An outcome goes first.
    target: function (question, choice) {
      const given = this.choices(question)[choice];
      const outcome = Socle.whole(given.outcome - 1, this.outcomes.length);
      const next = Socle.whole(given.question - 1, this.questions.length);
      if (outcome !== null) {
        return {outcome: outcome};
      }
      return next === null ? null : {question: next};
    },

    // What is asked now, or the outcome reached.
    place: function () {
      const last = this.path[this.path.length - 1];
      return last ? this.target(last[0], last[1]) : {question: 0};
    },

    reached: function () {
      const place = this.place();
      return place.outcome === undefined ? null : this.outcomes[place.outcome];
    },

    // --- On screen

    draw: function (body) {
      this.trail = element('div', {'class': 'passeport-arbre-path'});
      this.stage = element('div', {'class': 'passeport-arbre-stage'});
      body.appendChild(this.trail);
      body.appendChild(this.stage);
    },

    refresh: function () {
      const outcome = this.reached();
      this.trail.textContent = '';
      this.stage.textContent = '';
      this.trail.hidden = !this.path.length;
      if (this.path.length) {
        this.drawPath();
      }
      if (outcome) {
        this.drawOutcome(outcome);
      }
      else if (this.questions.length) {
        this.drawQuestion(this.place().question);
      }
    },

    drawPath: function () {
      const steps = this.path.map(function (step, index) {
        const question = Socle.text(this.questions[step[0]].text);
        const back = Socle.button(this.words.change, this.goBack.bind(this, index));
        back.appendChild(element('span', {'class': 'passeport-hidden'}, ' (' + question + ')'));
        back.classList.add('passeport-arbre-back');
        return element('li', {'class': 'passeport-arbre-step'}, [
          element('div', {}, [
            element('p', {}, question),
            element('p', {}, element('strong', {}, Socle.text(this.choices(step[0])[step[1]].text)))
          ]),
          back
        ]);
      }, this);
      this.trail.appendChild(element('h2', {'class': 'passeport-arbre-title'}, this.words.yourPath));
      this.trail.appendChild(element('ol', {role: 'list'}, steps));
    },

    drawQuestion: function (index) {
      const question = this.questions[index];
      const help = Socle.text(question.help);
      const heading = element('h2', {'class': 'passeport-arbre-question', tabindex: '-1', id: Socle.uniqueId()}, [
        element('span', {'class': 'passeport-doux'}, Socle.fill(this.words.step, {number: this.path.length + 1})),
        element('span', {'class': 'passeport-hidden'}, '. '),
        element('span', {}, Socle.text(question.text))
      ]);
      const hint = help ? element('p', {'class': 'passeport-arbre-help', id: Socle.uniqueId()}, help) : null;
      const choices = this.choices(index).map(function (choice, number) {
        return element('li', {}, Socle.button(Socle.text(choice.text), this.choose.bind(this, index, number)));
      }, this);
      this.heading = heading;
      this.stage.appendChild(element('div', {
        role: 'group', 'aria-labelledby': heading.id, 'aria-describedby': hint && hint.id
      }, [heading, hint, element('ul', {'class': 'passeport-arbre-choices', role: 'list'}, choices)]));
    },

    drawOutcome: function (outcome) {
      const verdict = VERDICTS.indexOf(outcome.verdict) === -1 ? 'neutre' : outcome.verdict;
      const measure = this.measure();
      const points = Socle.fill(this.words.points, {score: measure.points, total: measure.maximum});
      const word = ICONS[verdict] ? [Socle.icon(ICONS[verdict]), this.words[verdict]] : [this.words[verdict]];
      this.heading = element('h2', {'class': 'passeport-arbre-question', tabindex: '-1'}, [
        element('span', {'class': 'passeport-arbre-verdict'}, word),
        element('span', {'class': 'passeport-hidden'}, '. '),
        element('span', {}, Socle.text(outcome.title))
      ]);
      this.stage.appendChild(element('div', {'class': 'passeport-arbre-outcome passeport-arbre-outcome--' + verdict}, [
        this.heading,
        element('p', {'class': 'passeport-arbre-text'}, Socle.text(outcome.text)),
        measure.maximum > 0 ? element('p', {}, element('strong', {}, points)) : null
      ]));
      if (this.behaviour.enablePrint) {
        this.stage.appendChild(element('p', {'class': 'passeport-arbre-print'},
          Socle.button(this.words.print, this.print.bind(this))));
      }
    },

    // The points stand with the outcome: no panel says that an honest path is wrong.
    fillPanel: function () {
      this.panel.hidden = true;
    },

    firstControl: function () {
      return this.heading;
    },

    // --- The path

    choose: function (question, choice) {
      const target = this.target(question, choice);
      if (target === null) {
        this.notice.textContent = this.words.broken;
        this.trigger('resize');
        return;
      }
      const seen = this.path.findIndex(function (step) {
        return step[0] === target.question;
      });
      if (seen !== -1 || target.question === question) {
        this.path = seen === -1 ? this.path : this.path.slice(0, seen);
        this.changed(this.words.again);
      }
      else {
        this.path.push([question, choice]);
        this.changed();
        if (target.outcome !== undefined) {
          this.check();
        }
      }
      this.heading.focus();
    },

    goBack: function (index) {
      this.path = this.path.slice(0, index);
      this.isChecked = false;
      this.changed();
      this.heading.focus();
    },

    onRetry: function () {
      this.resetTask();
      this.announce(this.words.restarted);
      this.heading.focus();
    },

    // --- Answers

    measure: function () {
      const reached = this.reached();
      function points(outcome) {
        return typeof outcome.points === 'number' && outcome.points > 0 ? outcome.points : 0;
      }
      return {points: reached ? points(reached) : 0, maximum: Math.max.apply(null, [0].concat(this.outcomes.map(points)))};
    },

    isStarted: function () {
      return this.path.length > 0;
    },

    remaining: function () {
      return this.reached() ? 0 : 1;
    },

    answers: function () {
      return this.path.slice();
    },

    // Taken back only if this very content still leads that way.
    restore: function (kept) {
      if (!Array.isArray(kept)) {
        return false;
      }
      return kept.every(function (step) {
        const place = this.place();
        const isStep = Array.isArray(step) && step.length === 2 && step[0] === place.question &&
          Socle.whole(step[0], this.questions.length) !== null;
        if (!isStep || Socle.whole(step[1], this.choices(step[0]).length) === null) {
          return false;
        }
        const target = this.target(step[0], step[1]);
        const isNew = target !== null && (target.question === undefined || !this.path.concat([step]).some(function (past) {
          return past[0] === target.question;
        }));
        if (isNew) {
          this.path.push([step[0], step[1]]);
        }
        return isNew;
      }, this);
    },

    forget: function () {
      this.path = [];
    },

    // --- xAPI

    response: function () {
      return this.path.map(function (step) {
        return 'n' + step[0] + '[.]c' + step[1];
      }).join('[,]');
    },

    definition: function () {
      return {interactionType: 'other'};
    },

    isSuccess: function (measure) {
      return this.reached() !== null && 100 * measure.points >= this.behaviour.passPercentage * measure.maximum;
    }
  });

  return ArbreDecision;
})(Passeport.Socle);
