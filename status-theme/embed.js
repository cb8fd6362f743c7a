// <gatepost-status href="https://status.example.org"><a href="https://status.example.org">Status</a></gatepost-status>
// Shows what the page's badge says, as a link, and asks again each minute. What stands within it is shown until the first
// answer and whenever there is none.
const MINUTE = 60_000

class GatepostStatus extends HTMLElement {
  #timer

  connectedCallback() {
    if (!this.shadowRoot) this.attachShadow({ mode: 'open' })
    this.#show(document.createElement('slot'))
    this.#look()
    this.#timer = setInterval(() => this.#look(), MINUTE)
  }

  disconnectedCallback() {
    clearInterval(this.#timer)
  }

  async #look() {
    try {
      const page = new URL(this.getAttribute('href'), document.baseURI)
      if (!/^https?:$/.test(page.protocol)) throw new TypeError('Not an address of a page')
      const answer = await fetch(page.href.replace(/\/$/, '') + '/badge.json', { credentials: 'omit', referrerPolicy: 'no-referrer' })
      if (!answer.ok) throw new TypeError('No badge')
      const badge = await answer.json()
      const link = document.createElement('a')
      link.part = 'link'
      link.href = page.href
      link.rel = 'noopener'
      link.textContent = `${badge.label}: ${badge.message}`
      this.#show(link)
    } catch {
      this.#show(document.createElement('slot'))
    }
  }

  #show(node) {
    this.shadowRoot.replaceChildren(node)
  }
}

customElements.define('gatepost-status', GatepostStatus)
