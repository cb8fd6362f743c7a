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
    if ((isLive(element) && document.hidden) || element.dataset.leaving) {
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
    if (form.method !== 'post' || form.dataset.sure) {
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

  // A link to a folded part unfolds it.
  const target = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (target && target.tagName === 'DETAILS') {
    target.open = true;
  }
})();
