// An extra: without it nothing is missing. It puts the reader's own time beside UTC, and every minute or so it asks for the page
// again and changes what has changed. It keeps nothing and asks nobody else.
const MINUTE = 60_000
const SLOWEST = 8
const LOST = 2
const root = document.documentElement
const said = document.getElementById('said')
// A page of the past has none of its own, and does not change.
const style = document.querySelector('style')?.textContent

const language = `${root.lang === 'en' ? 'en-GB' : root.lang}-u-ca-gregory`
const hours = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' }
const sameDay = new Intl.DateTimeFormat(language, hours)
const otherDay = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', ...hours })

function localise(part) {
  for (const time of part.querySelectorAll('time[datetime*=T]')) {
    const at = new Date(time.dateTime)
    if (!at.getTimezoneOffset()) continue
    const here = document.createElement('bdi')
    here.className = 'here'
    here.textContent = `(${(at.getDate() === at.getUTCDate() ? sameDay : otherDay).format(at)})`
    time.after(' ', here)
  }
}

let changes = 0

function mark(node) {
  changes++
  const element = node.nodeType === 1 ? node : node.parentElement
  element?.classList.add('new')
}

// What is the same thing before and after: an entry by its id, a notice or a component by its address.
const key = node => node.id || (/^(ARTICLE|LI)$/.test(node.nodeName) && node.querySelector('a')?.getAttribute('href')) || ''

function find(from, wanted) {
  if (wanted.nodeType !== 1) return from?.nodeType === wanted.nodeType ? from : null
  while (from && (from.nodeName !== wanted.nodeName || key(from) !== key(wanted))) from = from.nextSibling
  return from
}

function removeUntil(node, end) {
  while (node !== end) {
    const next = node.nextSibling
    if (node.textContent.trim()) changes++
    node.remove()
    node = next
  }
}

// In place, so that focus, selection and what the reader unfolded stay.
function change(old, now) {
  for (const { name, value } of now.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value)
  for (const { name } of [...old.attributes]) if (name !== 'open' && !now.hasAttribute(name)) old.removeAttribute(name)
  let at = old.firstChild
  for (const child of [...now.childNodes]) {
    const same = find(at, child)
    if (!same) {
      const fresh = old.insertBefore(document.importNode(child, true), at)
      if (fresh.textContent.trim()) mark(fresh)
      continue
    }
    removeUntil(at, same)
    at = same.nextSibling
    if (same.nodeType !== 1) {
      if (same.data !== child.data) {
        same.data = child.data
        mark(same)
      }
    } else if (same !== said && !same.isEqualNode(child)) change(same, child)
  }
  removeUntil(at, null)
}

function show(text) {
  const now = new DOMParser().parseFromString(text, 'text/html')
  if (now.querySelector('style')?.textContent !== style) return location.reload()
  localise(now.body)
  const focused = document.activeElement
  changes = 0
  change(document.body, now.body)
  if (!focused.isConnected) document.querySelector(`a[href="${CSS.escape(focused.getAttribute('href') ?? '')}"]`)?.focus()
  document.title = now.title
  const icon = now.querySelector('link[rel=icon]')
  if (icon) document.querySelector('link[rel=icon]').href = icon.getAttribute('href')
  if (changes) said.textContent = said.dataset.refreshed
}

let held, timer, due, failures = 0

async function look() {
  try {
    const answer = await fetch(location.pathname + location.search, { cache: 'no-cache', credentials: 'omit' })
    if (!answer.ok && answer.status !== 404 && answer.status !== 410) throw new TypeError('No page')
    const text = await answer.text()
    failures = 0
    said.className = 'hidden'
    said.textContent = ''
    if (text !== held) show(text)
    held = text
  } catch {
    if (++failures === LOST) {
      said.className = 'stale'
      said.textContent = said.dataset.lost
    }
  }
  later(MINUTE * Math.min(2 ** failures, SLOWEST) * (.8 + .4 * Math.random()))
}

function later(pause) {
  due = Date.now() + pause
  clearTimeout(timer)
  if (!document.hidden) timer = setTimeout(look, pause)
}

localise(document.body)
if (style) {
  document.addEventListener('visibilitychange', () => later(Math.max(due - Date.now(), 1000 * Math.random())))
  later(MINUTE * (.8 + .4 * Math.random()))
}
