// Makes the console livelier; nothing depends on it. It keeps nothing in the browser's storage.
(() => {
  'use strict';
  const SESSION_ENDED = 'Your session ended: log in in a new tab, then save again. What you typed is still here.';
  const NO_ANSWER = 'The console does not answer. What you typed is still here; try again in a moment.';
  const banner = document.getElementById('lost');

  function tell(text) {
    if (banner.textContent !== text) {
      banner.textContent = text;
    }
    banner.hidden = !text;
    if (text === SESSION_ENDED && !banner.querySelector('a')) {
      const link = document.createElement('a');
      link.href = '/';
      link.target = '_blank';
      link.rel = 'noopener';
      link.textContent = 'Log in in a new tab';
      banner.append(' ', link);
    }
  }

  // 499 is what the login answers to scripts instead of a redirect (quarkus.oidc.authentication.java-script-auto-redirect).
  const hasNoSession = status => status === 499 || status === 401;

  // Parts that refresh themselves: not while nobody looks, and no touching of the page when nothing changed.
  const lastSeen = new WeakMap();
  const isLive = element => element.hasAttribute && element.hasAttribute('data-live');
  document.addEventListener('htmx:beforeRequest', event => {
    const element = event.detail.elt;
    if ((isLive(element) && document.hidden) || element.dataset.leaving || element.dataset.gone) {
      event.preventDefault();
    }
  });
  document.addEventListener('htmx:beforeSwap', event => {
    const element = event.detail.elt;
    const answer = event.detail.xhr.responseText;
    if (isLive(element)) {
      if (event.detail.xhr.status === 200 && lastSeen.get(element) === answer) {
        event.detail.shouldSwap = false;
      }
      lastSeen.set(element, answer);
    }
  });
  document.addEventListener('htmx:afterRequest', event => {
    const status = event.detail.xhr ? event.detail.xhr.status : 0;
    if (hasNoSession(status)) {
      tell(SESSION_ENDED);
    } else if (status >= 200 && status < 500) {
      tell('');
    }
  });
  document.addEventListener('htmx:sendError', () => tell(NO_ANSWER));

  // A fresh login counts for a shift. Everybody is told half an hour before it is over, whatever they work on.
  const shift = document.getElementById('shift');
  const HALF_AN_HOUR = 1800;
  async function shiftLeft() {
    try {
      const pulse = await fetch('/pulse', { headers: { 'X-Requested-With': 'JavaScript' }, cache: 'no-store' });
      const left = pulse.ok ? Number(pulse.headers.get('Gatepost-Shift')) : HALF_AN_HOUR;
      shift.hidden = left >= HALF_AN_HOUR;
      if (!shift.hidden) {
        const link = document.createElement('a');
        link.href = '/step-up?back=/shift';
        link.target = '_blank';
        link.rel = 'noopener';
        link.textContent = 'Log in again in a new tab';
        shift.replaceChildren(left > 0
          ? 'Your login counts for ' + Math.ceil(left / 60) + ' more minutes. '
          : 'Your login is older than a shift: approving, publishing and taking down ask for a new one. ', link);
      }
    } catch (failure) {
      // Whoever sends something is told that the console does not answer.
    }
  }
  if (shift && document.querySelector('.who')) {
    setTimeout(shiftLeft, 2000);
    setInterval(shiftLeft, 60000);
    document.addEventListener('visibilitychange', () => document.hidden || shiftLeft());
  }

  // What is open on the screen and is not there any more for this person goes dark at once. Asked the same of every incident and
  // draft, sealed or not, so that asking tells nothing; a console that does not answer blanks nothing.
  // A refusal shows nothing that could go dark, and asking for it once more would never end.
  const shown = document.querySelector('.who') && location.pathname.match(/^\/(incidents|drafts)\/[0-9a-f-]{36}/);
  if (shown) {
    let asking = false;
    const look = async () => {
      if (asking) {
        return;
      }
      asking = true;
      try {
        const here = await fetch(shown[0] + '/here', { headers: { 'X-Requested-With': 'JavaScript' }, cache: 'no-store' });
        if (here.status === 404 || here.status === 403) {
          document.title = 'Gatepost';
          document.body.replaceChildren();
          window.removeEventListener('beforeunload', keep);
          location.replace(location.pathname);
        }
      } catch (failure) {
        // No answer.
      } finally {
        asking = false;
      }
    };
    setInterval(look, 1000);
    document.addEventListener('visibilitychange', look);
    window.addEventListener('pageshow', look);
  }

  // A form is sent only when the session holds, so that no text is lost to a login; and not while a quiet save is under way.
  const quiet = new Set();
  document.addEventListener('htmx:beforeRequest', event => {
    if (event.detail.elt.tagName === 'FORM' && !event.defaultPrevented) {
      quiet.add(event.detail.elt);
    }
  });
  document.addEventListener('htmx:afterRequest', event => quiet.delete(event.detail.elt));
  const settled = form => new Promise(resolve => {
    const look = () => quiet.has(form) ? setTimeout(look, 50) : resolve();
    look();
  });
  document.addEventListener('submit', async event => {
    const form = event.target;
    if (form.method !== 'post') {
      return;
    }
    if (form.dataset.sure) {
      // What was typed just before goes with the form: a quiet save after it would be too late, and say so.
      form.dataset.gone = 'yes';
      return;
    }
    event.preventDefault();
    if (form.dataset.leaving) {
      return;
    }
    form.dataset.leaving = 'yes';
    try {
      await settled(form);
      const pulse = await fetch('/pulse', { headers: { 'X-Requested-With': 'JavaScript' }, cache: 'no-store' });
      if (pulse.ok) {
        tell('');
        // A quiet save may have begun while the session was asked for.
        await settled(form);
        form.dataset.sure = 'yes';
        form.requestSubmit(event.submitter);
      } else {
        tell(hasNoSession(pulse.status) ? SESSION_ENDED : NO_ANSWER);
      }
    } catch (failure) {
      tell(NO_ANSWER);
    } finally {
      delete form.dataset.leaving;
      delete form.dataset.sure;
    }
  }, true);

  window.addEventListener('pageshow', () => document.querySelectorAll('form[data-gone]').forEach(form => delete form.dataset.gone));

  // How much of a limit is used.
  function count(field) {
    const line = document.getElementById(field.id + '-limit');
    if (line) {
      const limit = Number(field.dataset.limit);
      line.textContent = field.value.length.toLocaleString('en') + ' of at most ' + limit.toLocaleString('en') + ' characters.';
      line.toggleAttribute('data-over', field.value.length > limit);
    }
  }
  document.querySelectorAll('[data-limit]').forEach(count);
  document.addEventListener('input', event => {
    if (event.target.dataset.limit) {
      count(event.target);
    }
  });

  // The criterion security preselects the seal.
  document.addEventListener('change', event => {
    const seal = document.getElementById('declare-seal');
    if (event.target.id === 'declare-criterion' && seal && seal.value !== 'no') {
      seal.value = event.target.value === 'SECURITY' ? 'yes' : '';
    }
  });

  // Writing: nothing typed goes with the window before it is saved.
  const writing = document.getElementById('writing');
  let typed = 0;
  let savedUpTo = 0;
  let sending = 0;
  function keep(event) {
    if (typed > savedUpTo && !writing.dataset.sure) {
      event.preventDefault();
    }
  }
  if (writing) {
    writing.addEventListener('input', () => typed++);
    document.addEventListener('htmx:beforeRequest', event => {
      if (event.detail.elt === writing) {
        sending = typed;
      }
    });
    document.addEventListener('htmx:afterRequest', event => {
      if (event.detail.elt === writing && event.detail.successful) {
        savedUpTo = sending;
        look();
      }
    });
    window.addEventListener('beforeunload', keep);
    writing.addEventListener('submit', () => {
      if (writing.dataset.sure) {
        savedUpTo = typed;
      }
    });
  }

  // The page as it would be follows what is saved, where somebody looks at it.
  const glance = document.getElementById('glance');
  function look() {
    const frame = glance && glance.querySelector('iframe');
    if (frame && glance.open && !document.getElementById('missing')) {
      frame.src = frame.dataset.src || frame.getAttribute('src');
    }
  }
  if (glance) {
    glance.addEventListener('toggle', look);
  }

  // Ctrl+Enter proposes.
  const propose = document.querySelector('[data-propose]');
  if (propose) {
    propose.setAttribute('aria-keyshortcuts', 'Control+Enter');
    propose.title = 'Ctrl+Enter';
    document.addEventListener('keydown', event => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && writing.contains(event.target)) {
        event.preventDefault();
        propose.click();
      }
    });
  }

  // Promises that are made often, in whole minutes of UTC.
  document.querySelectorAll('[data-quick]').forEach(place => {
    const field = place.querySelector('input');
    const choices = document.createElement('p');
    choices.className = 'quick';
    [[30, 'in 30 min'], [60, 'in 1 h'], [120, 'in 2 h'], [0, 'none']].forEach(([minutes, words]) => {
      const choice = document.createElement('button');
      choice.type = 'button';
      choice.textContent = words;
      choice.setAttribute('aria-label', 'Next update ' + words);
      choice.addEventListener('click', () => {
        field.value = minutes ? new Date(Date.now() + minutes * 60000).toISOString().slice(0, 16) : '';
        field.dispatchEvent(new Event('input', { bubbles: true }));
      });
      choices.append(choice);
    });
    place.append(choices);
  });

  // One more row when the last is filled in.
  document.addEventListener('change', event => {
    const row = event.target.closest && event.target.closest('.part-row');
    if (row && event.target.value && !(row.nextElementSibling && row.nextElementSibling.classList.contains('part-row'))) {
      const number = Number(event.target.name.split('.')[1]);
      const next = row.cloneNode(true);
      next.setAttribute('aria-label', 'Component ' + (number + 1));
      next.querySelectorAll('.fault').forEach(fault => fault.remove());
      next.querySelectorAll('select').forEach(select => {
        select.name = select.name.replace(/\d+/, number + 1);
        if (select.id) {
          select.id = select.name;
        }
        select.removeAttribute('aria-invalid');
        select.value = '';
      });
      row.after(next);
    }
  });

  // What was refused is said first.
  const refused = document.getElementById('refused');
  const faulty = document.querySelector('[aria-invalid=true]');
  for (let part = faulty; part; part = part.parentElement) {
    if (part.tagName === 'DETAILS') {
      part.open = true;
    }
  }
  if (faulty || refused) {
    (faulty || refused).focus();
  }

  // A link to a folded part unfolds it.
  const target = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (target && target.tagName === 'DETAILS') {
    target.open = true;
  }
})();
