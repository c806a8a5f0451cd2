/*
 * Passeport.Socle 1.0, MIT: what a task is. `Passeport.Socle.inherit(Constructor, methods)` gives a constructor the
 * event dispatcher of H5P, the methods below, then its own.
 *
 * A constructor calls `this.begin({name, params, words, contentId, extras, hasCheckButton})`:
 *   name            of its class in style sheets: `passeport-<name>`
 *   params          merged and decoded; `instruction` or `introduction`, and `behaviour`, are read here
 *   words           `{en: {…}, fr: {…}}`, added to the common words (WORDS); `this.words` then holds one language
 *   hasCheckButton  false for a task that ends by itself: it calls `this.check()` when it has reached its end
 * and implements:
 *   draw(body)      make its controls inside `body`, once
 *   refresh()       put answers, verdicts and solutions on screen, from `this.isChecked` and `this.isSolved`
 *   measure()       {points, maximum}, right before any interaction too
 *   response()      the answers in xAPI's notation, or '' when there is none
 *   definition()    `interactionType` and what goes with it; name, description and type are added here
 *   remaining()     how many answers are missing; `isStarted()` whether there is any
 *   firstControl()  where focus goes to begin
 *   answers()       what to keep of the answers (JSON); `restore(kept)` takes it back, whatever its shape: true if it
 *                   was of the right one; `forget()` clears the answers, for a new try with `this.seed`
 *   children()      optional: the statements of its parts, as getXAPIData of H5P has them
 *   isSuccess(measure) optional
 * and calls `this.changed(sentence)` after each change of an answer: state, verdicts, announcement, size.
 * Also here: `announce(sentence)`, `statement(verb)`, `part(subContentId, definition, result)` for `children()`, and
 * `print()`, for tasks that bring the sentence `elsewhere`: what to do where the frame cannot print.
 */
(function (Socle) {
  'use strict';

  const element = Socle.element;
  const INTERACTED_EVERY = 5000; // ms: a host counts statements, and this one says little

  const WORDS = {
    en: {
      check: 'Check',
      retry: 'Try again',
      showSolution: 'Show the solution',
      right: 'Right',
      review: 'To review',
      unanswered: 'No answer',
      allRight: 'That is right',
      partlyRight: 'Partly right',
      notQuite: 'Not quite',
      points: 'Points: @score out of @total',
      nothingYet: 'Answer first, then check.',
      incomplete: 'Answers missing: @count. To check all the same, press “@check” again.',
      solution: 'Solution',
      solutionShown: 'The solution is shown.',
      startedAgain: 'You can answer again.'
    },
    fr: {
      check: 'Vérifier',
      retry: 'Répondre de nouveau',
      showSolution: 'Voir la solution',
      right: 'Juste',
      review: 'À revoir',
      unanswered: 'Sans réponse',
      allRight: 'C’est juste',
      partlyRight: 'En partie juste',
      notQuite: 'Pas tout à fait',
      points: 'Points\u00a0: @score sur @total',
      nothingYet: 'Répondez d’abord, puis vérifiez.',
      incomplete: 'Il manque des réponses\u00a0: @count. Pour vérifier quand même, utilisez encore «\u00a0@check\u00a0».',
      solution: 'Solution',
      solutionShown: 'La solution est affichée.',
      startedAgain: 'Vous pouvez répondre de nouveau.'
    }
  };

  const Task = {};

  Socle.inherit = function (Constructor, methods) {
    // Copied, not chained: the core of H5P mixes prototypes by copying them.
    Constructor.prototype = Object.create(H5P.EventDispatcher.prototype);
    Object.assign(Constructor.prototype, Task, methods);
    Constructor.prototype.constructor = Constructor;
  };

  Task.begin = function (options) {
    const extras = Socle.isPlain(options.extras) ? options.extras : {};
    const behaviour = {enableRetry: true, enableSolutions: true, passPercentage: 100};
    H5P.EventDispatcher.call(this);
    this.name = options.name;
    this.params = options.params;
    this.behaviour = Socle.merge(behaviour, options.params.behaviour);
    this.words = Socle.texts({
      en: Object.assign({}, WORDS.en, options.words.en),
      fr: Object.assign({}, WORDS.fr, options.words.fr)
    }, options.params.l10n);
    this.contentId = options.contentId;
    this.metadata = Socle.isPlain(extras.metadata) ? extras.metadata : {};
    this.hasCheckButton = options.hasCheckButton !== false;
    this.isChecked = false;
    this.isSolved = false;
    this.isTouched = false; // has there ever been something to keep?
    this.resume(extras.previousState);
  };

  Task.resume = function (kept) {
    const state = Socle.isPlain(kept) ? kept : {};
    this.seed = Number.isInteger(state.seed) && state.seed > 0 ? state.seed : Socle.newSeed();
    this.forget();
    if (state.answers === undefined || !this.restore(state.answers)) {
      this.forget();
      return;
    }
    this.isTouched = true;
    this.isChecked = state.isChecked === true && this.isStarted();
    this.isSolved = this.isChecked && state.isSolved === true && this.behaviour.enableSolutions;
  };

  // H5P may attach again, somewhere else: the same elements move there.
  Task.attach = function ($container) {
    const container = $container.jquery ? $container[0] : $container;
    if (!this.root) {
      this.build();
    }
    container.appendChild(this.root);
    if (this.setActivityStarted) {
      this.setActivityStarted();
    }
    this.update();
  };

  Task.build = function () {
    const instruction = element('p', {'class': 'passeport-instruction', id: Socle.uniqueId()},
      Socle.text(this.params.instruction) || Socle.text(this.params.introduction) || this.getTitle());
    this.live = element('p', {'class': 'passeport-hidden', role: 'status'});
    this.body = element('div', {'class': 'passeport-body'});
    this.notice = element('p', {'class': 'passeport-notice', role: 'status'});
    this.panel = element('div', {'class': 'passeport-panel', tabindex: '-1'});
    this.actions = element('div', {'class': 'passeport-actions'});
    this.buttons = {
      check: Socle.button(this.words.check, this.onCheck.bind(this), true),
      solution: Socle.button(this.words.showSolution, this.onSolution.bind(this)),
      retry: Socle.button(this.words.retry, this.onRetry.bind(this))
    };
    this.root = element('div', {
      'class': 'passeport passeport-' + this.name, role: 'group', 'aria-labelledby': instruction.id
    }, [instruction, this.panel, this.body, this.notice, this.actions, this.live]);
    this.draw(this.body);
  };

  Task.update = function () {
    if (!this.root) {
      return;
    }
    this.root.classList.toggle('passeport--checked', this.isChecked);
    this.refresh();
    this.fillPanel();
    this.placeButtons();
    this.trigger('resize');
  };

  Task.fillPanel = function () {
    const measure = this.measure();
    this.panel.textContent = '';
    this.panel.hidden = !this.isChecked || measure.maximum === 0;
    if (this.panel.hidden) {
      return;
    }
    const state = measure.points === measure.maximum ? 'right' : 'review';
    let verdict = this.words.partlyRight;
    if (measure.points === measure.maximum) {
      verdict = this.words.allRight;
    }
    else if (measure.points === 0) {
      verdict = this.words.notQuite;
    }
    this.panel.className = 'passeport-panel passeport-panel--' + state;
    this.panel.appendChild(element('p', {'class': 'passeport-panel-verdict'}, [Socle.icon(state), verdict]));
    this.panel.appendChild(element('p', {}, Socle.fill(this.words.points, {
      score: measure.points, total: measure.maximum
    })));
  };

  // A button is in the page or it is not: nothing greyed out.
  Task.placeButtons = function () {
    const measure = this.measure();
    const isPerfect = measure.maximum > 0 && measure.points === measure.maximum; // without points, nothing is perfect
    const wanted = {
      check: this.hasCheckButton && !this.isChecked,
      solution: this.isChecked && !this.isSolved && this.behaviour.enableSolutions && this.hasSolutions(),
      retry: this.isChecked && this.behaviour.enableRetry && (!this.hasCheckButton || !isPerfect)
    };
    Object.keys(wanted).forEach(function (name) {
      const button = this.buttons[name];
      if (wanted[name] && !button.parentNode) {
        this.actions.appendChild(button);
      }
      else if (!wanted[name] && button.parentNode) {
        this.actions.removeChild(button);
      }
    }, this);
  };

  Task.hasSolutions = function () {
    return this.hasCheckButton;
  };

  // --- What the learner does

  Task.changed = function (sentence) {
    this.isTouched = true;
    this.notice.textContent = '';
    this.hasBeenWarned = false;
    this.update();
    if (sentence) {
      this.announce(sentence);
    }
    const now = Date.now();
    if (!this.lastInteraction || now - this.lastInteraction >= INTERACTED_EVERY) {
      this.lastInteraction = now;
      this.triggerXAPI('interacted');
    }
  };

  Task.onCheck = function () {
    const missing = this.remaining();
    if (!this.isStarted()) {
      this.notice.textContent = this.words.nothingYet;
    }
    else if (missing > 0 && !this.hasBeenWarned) {
      this.hasBeenWarned = true;
      this.notice.textContent = Socle.fill(this.words.incomplete, {count: missing, check: this.words.check});
    }
    else {
      this.check();
      this.panel.focus();
      return;
    }
    this.trigger('resize');
  };

  Task.check = function () {
    this.isTouched = true;
    this.isChecked = true;
    this.hasBeenWarned = false;
    this.notice.textContent = '';
    this.update();
    this.trigger(this.statement('answered'));
  };

  Task.onSolution = function () {
    this.showSolutions();
    this.announce(this.words.solutionShown);
    this.panel.focus();
  };

  Task.onRetry = function () {
    this.resetTask();
    this.announce(this.words.startedAgain);
    const control = this.firstControl();
    if (control) {
      control.focus();
    }
  };

  // A host with a page of its own to print prevents the default of `passeport:print`. Else this frame prints, if it
  // may: a sealed one ignores `print` and says so to nobody, no `beforeprint` comes. Of an opaque one we know it before.
  Task.print = function () {
    const asked = new CustomEvent('passeport:print', {bubbles: true, cancelable: true});
    let hasPrinted = !this.root.dispatchEvent(asked);
    function printed() {
      hasPrinted = true;
    }
    if (!hasPrinted && window.origin !== 'null') {
      window.addEventListener('beforeprint', printed, {once: true});
      window.print();
      window.removeEventListener('beforeprint', printed);
    }
    this.notice.textContent = hasPrinted ? '' : this.words.elsewhere;
    this.trigger('resize');
  };

  // Text that does not change is not read again: a no-break space more or less makes it another one.
  Task.announce = function (sentence) {
    this.live.textContent = this.live.textContent === sentence ? sentence + '\u00a0' : sentence;
  };

  // --- What H5P asks for (the question type contract)

  Task.getTitle = function () {
    return Socle.text(this.metadata.title) || Socle.text(this.params.instruction) ||
      Socle.text(this.params.introduction);
  };

  Task.getScore = function () {
    return this.measure().points;
  };

  Task.getMaxScore = function () {
    return this.measure().maximum;
  };

  Task.getAnswerGiven = function () {
    return this.isStarted();
  };

  Task.showSolutions = function () {
    this.isChecked = true;
    this.isSolved = true;
    this.update();
  };

  Task.resetTask = function () {
    this.isChecked = false;
    this.isSolved = false;
    this.hasBeenWarned = false;
    this.seed = Socle.newSeed();
    this.forget();
    if (this.notice) {
      this.notice.textContent = '';
    }
    this.update();
  };

  // Undefined: nothing to keep. An empty object: what was kept before no longer holds.
  Task.getCurrentState = function () {
    if (!this.isStarted()) {
      return this.isTouched ? {} : undefined;
    }
    return {seed: this.seed, answers: this.answers(), isChecked: this.isChecked, isSolved: this.isSolved};
  };

  Task.getXAPIData = function () {
    const data = {statement: this.statement('answered').data.statement};
    const children = this.children ? this.children() : [];
    if (children.length) {
      data.children = children;
    }
    return data;
  };

  // --- xAPI 1.0.3 § 2.4: H5P's own template knows the learner, the object and its parent

  Task.statement = function (verb) {
    const event = this.createXAPIEventTemplate(verb);
    const measure = this.measure();
    this.define(event.getVerifiedStatementValue(['object', 'definition']), this.definition());
    if (measure.maximum > 0) {
      event.setScoredResult(measure.points, measure.maximum, this, this.isStarted(), this.isSuccess(measure));
    }
    else {
      event.setScoredResult(undefined, undefined, this, this.isStarted());
    }
    event.data.statement.result.response = this.response();
    return event;
  };

  // Hosts look for `en-US` whatever the language of the content.
  Task.define = function (target, own) {
    Object.assign(target, {
      type: 'http://adlnet.gov/expapi/activities/cmi.interaction',
      name: {'en-US': this.getTitle()},
      description: {'en-US': Socle.text(this.params.instruction) || Socle.text(this.params.introduction)}
    }, own);
  };

  Task.isSuccess = function (measure) {
    return 100 * measure.points >= this.behaviour.passPercentage * measure.maximum;
  };

  // The statement of a part of this task that is no H5P content of its own.
  Task.part = function (subContentId, definition, result) {
    const statement = JSON.parse(JSON.stringify(this.statement('answered').data.statement));
    const parent = {id: statement.object.id, objectType: 'Activity'};
    statement.object.id += (statement.object.id.indexOf('?') === -1 ? '?' : '&') + 'subContentId=' + subContentId;
    statement.object.definition.extensions = Object.assign({}, statement.object.definition.extensions, {
      'http://h5p.org/x-api/h5p-subContentId': subContentId
    });
    delete statement.object.definition.correctResponsesPattern;
    Object.assign(statement.object.definition, definition);
    statement.context = Object.assign({}, statement.context);
    statement.context.contextActivities = Object.assign({}, statement.context.contextActivities, {parent: [parent]});
    statement.result = result;
    return {statement: statement};
  };
})(window.Passeport.Socle);
