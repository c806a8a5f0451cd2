"""Small libraries under official names, for tests: their contents, responses and trees have the official shapes.

They are written here, for the core as it is installed: what `H5P.newRunnable` gives to children (subContentId,
parent, previousState) and what `createXAPIEventTemplate` writes of them is the core's own doing.
"""

from collections.abc import Iterable
from typing import Any

from tests.courses.h5p import building
from tests.courses.h5p.building import Files

# What each question has: a text, controls, a button unless whoever holds it asks for none.
QUESTION = """
var NAMESPACE = window.NAMESPACE || {};
NAMESPACE.NAME = (function ($, EventDispatcher) {
  var kind = (function () { KIND })();
  function Question(params, contentId, extras) {
    EventDispatcher.call(this);
    this.params = params;
    this.contentId = contentId;
    this.given = kind.read((extras && extras.previousState) || {});
  }
  Question.prototype = Object.create(EventDispatcher.prototype);
  Question.prototype.constructor = Question;
  Question.prototype.attach = function ($container) {
    var self = this;
    var behaviour = this.params.behaviour || {};
    var form = document.createElement('fieldset');
    var text = document.createElement('legend');
    text.innerHTML = this.params.question || this.params.taskDescription;
    form.append(text);
    kind.draw(form, this.params, this.given, function (given) {
      self.given = given;
      self.triggerXAPI('interacted');
    });
    if (behaviour.enableCheckButton !== false) {
      var check = document.createElement('button');
      check.type = 'button';
      check.textContent = 'Vérifier';
      check.addEventListener('click', function () { self.trigger(self.answered()); });
      form.append(check);
    }
    $container.append(form);
    this.trigger('resize');
  };
  Question.prototype.answered = function () {
    var event = this.createXAPIEventTemplate('answered');
    $.extend(true, event.getVerifiedStatementValue(['object', 'definition']), kind.definition(this.params));
    event.setScoredResult(this.getScore(), this.getMaxScore(), this, true, this.getScore() === this.getMaxScore());
    event.data.statement.result.response = kind.response(this.given);
    return event;
  };
  Question.prototype.getScore = function () { return kind.score(this.params, this.given); };
  Question.prototype.getMaxScore = function () { return kind.maximum(this.params); };
  Question.prototype.getAnswerGiven = function () { return kind.response(this.given) !== ''; };
  Question.prototype.showSolutions = function () {};
  Question.prototype.resetTask = function () { this.given = kind.read({}); };
  Question.prototype.getXAPIData = function () { return { statement: this.answered().data.statement }; };
  Question.prototype.getCurrentState = function () { return this.getAnswerGiven() ? kind.write(this.given) : undefined; };
  return Question;
})(H5P.jQuery, H5P.EventDispatcher);
"""

CHOICES = """
function offer(form, type, label, isOn, onChange) {
  var line = document.createElement('label');
  var box = document.createElement('input');
  box.type = type;
  box.checked = isOn;
  line.append(box, ' ', label);
  form.append(line);
  box.addEventListener('change', function () { onChange(box.checked); });
  return box;
}
"""

MULTI_CHOICE = (
    CHOICES
    + """
function rights(params) {
  return params.answers.map(function (one, rank) { return one.correct ? rank : -1; }).filter(function (rank) {
    return rank >= 0;
  });
}
return {
  read: function (state) { return Array.isArray(state.answers) ? state.answers : []; },
  write: function (given) { return { answers: given }; },
  draw: function (form, params, given, tell) {
    // As the official type does by default, not in the order of the content.
    params.answers.map(function (one, rank) { return rank; }).reverse().forEach(function (rank) {
      offer(form, 'checkbox', params.answers[rank].text, given.includes(rank), function (isOn) {
        given = given.filter(function (one) { return one !== rank; }).concat(isOn ? [rank] : []).sort();
        tell(given);
      });
    });
  },
  definition: function (params) {
    return {
      interactionType: 'choice',
      correctResponsesPattern: [rights(params).join('[,]')],
      choices: params.answers.map(function (one, rank) {
        return { id: String(rank), description: { 'en-US': one.text } };
      })
    };
  },
  response: function (given) { return given.join('[,]'); },
  score: function (params, given) {
    var right = rights(params);
    return Math.max(0, given.reduce(function (sum, rank) { return sum + (right.includes(rank) ? 1 : -1); }, 0));
  },
  maximum: function (params) { return rights(params).length; }
};
"""
)

TRUE_FALSE = (
    CHOICES
    + """
return {
  read: function (state) { return typeof state.answer === 'boolean' ? state.answer : null; },
  write: function (given) { return { answer: given }; },
  draw: function (form, params, given, tell) {
    var group = 'vrai-faux-' + Math.random();
    [[true, 'Vrai'], [false, 'Faux']].forEach(function (one) {
      offer(form, 'radio', one[1], given === one[0], function () { tell(one[0]); }).name = group;
    });
  },
  definition: function (params) {
    return { interactionType: 'true-false', correctResponsesPattern: [params.correct] };
  },
  response: function (given) { return given === null ? '' : String(given); },
  score: function (params, given) { return String(given) === params.correct ? 1 : 0; },
  maximum: function () { return 1; }
};
"""
)

ESSAY = """
return {
  read: function (state) { return typeof state.inputField === 'string' ? state.inputField : ''; },
  write: function (given) { return { inputField: given }; },
  draw: function (form, params, given, tell) {
    var field = document.createElement('textarea');
    field.setAttribute('aria-label', 'Votre texte');
    field.value = given;
    field.addEventListener('input', function () { tell(field.value); });
    form.append(field);
  },
  definition: function () { return { interactionType: 'long-fill-in' }; },
  response: function (given) { return given; },
  score: function (params, given) { return given ? 1 : 0; },
  maximum: function () { return 1; }
};
"""

# What containers share. `LIST` says where their parts are; `SHOW` puts them on the page and says when all is done.
CONTAINER = """
var NAMESPACE = window.NAMESPACE || {};
NAMESPACE.NAME = (function ($, EventDispatcher) {
  LIST
  SHOW
  function Container(params, contentId, extras) {
    EventDispatcher.call(this);
    var self = this;
    this.params = params;
    this.contentId = contentId;
    this.previous = (extras && extras.previousState) || {};
    this.instances = listed(params).map(function (part, index) {
      var state = (self.previous[STATES] || [])[index];
      var child = H5P.newRunnable(part, contentId, undefined, undefined, { parent: self, previousState: state });
      child.on('resize', function () { self.trigger('resize'); });
      return child;
    });
    this.questions = this.instances.filter(function (child) { return child.getMaxScore; });
  }
  Container.prototype = Object.create(EventDispatcher.prototype);
  Container.prototype.constructor = Container;
  Container.prototype.attach = function ($container) {
    this.setActivityStarted();
    show(this, $container);
  };
  Container.prototype.finish = function () {
    this.triggerXAPICompleted(this.getScore(), this.getMaxScore(), this.getScore() === this.getMaxScore());
  };
  Container.prototype.sum = function (method) {
    return this.questions.reduce(function (total, child) { return total + child[method](); }, 0);
  };
  Container.prototype.getScore = function () { return this.sum('getScore'); };
  Container.prototype.getMaxScore = function () { return this.sum('getMaxScore'); };
  Container.prototype.getAnswerGiven = function () {
    return this.questions.some(function (child) { return child.getAnswerGiven(); });
  };
  Container.prototype.getXAPIData = function () {
    var event = this.createXAPIEventTemplate('answered');
    $.extend(event.getVerifiedStatementValue(['object', 'definition']), {
      interactionType: 'compound', type: 'http://adlnet.gov/expapi/activities/cmi.interaction', description: { 'en-US': '' }
    });
    event.setScoredResult(this.getScore(), this.getMaxScore(), this, true, this.getScore() === this.getMaxScore());
    return {
      statement: event.data.statement,
      children: this.instances
        .filter(function (child) { return child.getXAPIData; })
        .map(function (child) { return child.getXAPIData(); })
    };
  };
  Container.prototype.getCurrentState = function () {
    var state = this.progress === undefined ? {} : { progress: this.progress };
    state[STATES] = this.instances.map(function (child) {
      return child.getCurrentState ? child.getCurrentState() : undefined;
    });
    return state;
  };
  return Container;
})(H5P.jQuery, H5P.EventDispatcher);
"""

# One question at a time. Without buttons to check, no question says anything by itself: only the tree does.
QUESTION_SET = (
    CONTAINER.replace("STATES", "'answers'")
    .replace(
        "LIST",
        """
  function listed(params) {
    return params.questions.map(function (part) {
      var checks = (params.override || {}).checkButton;
      if (!checks) return part;
      var behaviour = $.extend({}, part.params.behaviour, { enableCheckButton: checks === 'on' });
      return $.extend({}, part, { params: $.extend({}, part.params, { behaviour: behaviour }) });
    });
  }
""",
    )
    .replace(
        "SHOW",
        """
  function show(self, $container) {
    var places = self.instances.map(function (child) {
      var place = document.createElement('div');
      $container.append(place);
      child.attach($(place));
      return place;
    });
    var rank = document.createElement('p');
    var next = document.createElement('button');
    rank.setAttribute('role', 'status');
    next.type = 'button';
    $container.append(rank, next);
    function turn(progress) {
      self.progress = progress;
      places.forEach(function (place, index) { place.hidden = index !== progress; });
      rank.textContent = 'Question ' + (progress + 1) + ' sur ' + places.length;
      next.textContent = progress + 1 < places.length ? 'Question suivante' : 'Terminer';
      self.trigger('resize');
    }
    next.addEventListener('click', function () {
      if (self.progress + 1 === places.length) return self.finish();
      turn(self.progress + 1);
      var event = self.createXAPIEventTemplate('progressed');
      event.data.statement.object.definition.extensions['http://id.tincanapi.com/extension/ending-point'] = self.progress;
      self.trigger(event);
    });
    turn(self.previous.progress || 0);
  }
""",
    )
)

# Everything below each other; done once each question was answered.
COLUMN = (
    CONTAINER.replace("STATES", "'instances'")
    .replace("LIST", "function listed(params) { return params.content.map(function (one) { return one.content; }); }")
    .replace(
        "SHOW",
        """
  function show(self, $container) {
    var left = new Set(self.questions);
    self.instances.forEach(function (child) {
      var place = document.createElement('div');
      $container.append(place);
      child.on('xAPI', function (event) {
        if (!['answered', 'completed'].includes(event.getVerb()) || !left.delete(child) || left.size) return;
        self.finish();
      });
      child.attach($(place));
    });
  }
""",
    )
)

TEXT = """
var NAMESPACE = window.NAMESPACE || {};
NAMESPACE.NAME = (function (EventDispatcher) {
  function Text(params) {
    EventDispatcher.call(this);
    this.params = params;
  }
  Text.prototype = Object.create(EventDispatcher.prototype);
  Text.prototype.constructor = Text;
  Text.prototype.attach = function ($container) { $container.html(this.params.text); };
  return Text;
})(H5P.EventDispatcher);
"""


def marked(name: str) -> dict[str, Any]:
    return {"name": name, "type": "text", "widget": "html", "label": name, "tags": ["strong", "em"]}


def parts_of(name: str) -> dict[str, Any]:
    anything = [*SCRIPTS, "Passeport.Ordre 1.0"]
    return {
        "name": name,
        "type": "list",
        "label": "Parties",
        "field": {"name": "part", "type": "library", "label": "Partie", "options": anything},
    }


SCRIPTS = {
    "H5P.MultiChoice 1.16": QUESTION.replace("KIND", MULTI_CHOICE),
    "H5P.TrueFalse 1.8": QUESTION.replace("KIND", TRUE_FALSE),
    "H5P.Essay 1.5": QUESTION.replace("KIND", ESSAY),
    "H5P.AdvancedText 1.1": TEXT,
    "H5P.QuestionSet 1.21": QUESTION_SET,
    "H5P.Column 1.18": COLUMN,
}
STYLE = "label { display: block }"


def official(name: str, **changes: Any) -> Files:
    """One of these libraries, by its official name and version."""
    return building.library(name, script=SCRIPTS[name], style=STYLE, fields=None, **changes)


def set_of_libraries(names: Iterable[str]) -> list[Files]:
    return [official(name) for name in names]


# --- Contents, in French
def held(library: str, params: dict[str, Any], digit: str, title: str) -> dict[str, Any]:
    """A part of another activity; its identifier is one digit, over and over."""
    identifier = "-".join(digit * length for length in (8, 4, 4, 4, 12))
    return {"library": library, "params": params, "subContentId": identifier, "metadata": {"title": title}}


BUDGET = {
    "question": "<p>Qui participe au vote du budget ?</p>",
    "answers": [
        {"text": "Les conseillers présents", "correct": True},
        {"text": "Le préfet", "correct": False},
        {"text": "Les conseillers qui ont donné procuration", "correct": True},
        {"text": "Le trésorier", "correct": False},
    ],
    "behaviour": {"type": "auto", "singlePoint": False, "passPercentage": 100},
}
MAYOR = {"question": "<p>Le maire est élu par le conseil municipal.</p>", "correct": "true"}
STEPS = {
    "instruction": "Remettez dans l’ordre.",
    "steps": [{"text": "Délibérer"}, {"text": "Signer"}, {"text": "Payer"}],
}

QUESTIONS = {
    "questions": [
        held("H5P.MultiChoice 1.16", BUDGET, "a", "Le budget"),
        held("H5P.TrueFalse 1.8", MAYOR, "b", "Le maire"),
        held("Passeport.Ordre 1.0", STEPS, "c", "La dépense"),
    ],
    "passPercentage": 50,
    "poolSize": 0,
    "override": {"checkButton": "off"},
}
READING = {
    "content": [
        {"content": held("H5P.AdvancedText 1.1", {"text": "<p>Lisez, puis répondez.</p>"}, "1", "Un texte")},
        {"content": held("H5P.TrueFalse 1.8", MAYOR, "2", "Le maire")},
        {"content": held("H5P.MultiChoice 1.16", BUDGET, "3", "Le budget")},
        {"content": held("H5P.Essay 1.5", {"taskDescription": "<p>Qu’en retenez-vous ?</p>"}, "4", "Votre avis")},
    ]
}
