/* Runs first in the page and in every worker, and tells the server what goes wrong there: drivers hear little of it, or nothing. */

const tell = (problem) => fetch('/problem', { method: 'POST', body: problem, keepalive: true })
const { error } = console

console.error = (...said) => {
  tell(`console: ${said.join(' ')}`)
  error.apply(console, said)
}
globalThis.addEventListener(
  'error',
  ({ message, target }) => tell(message ? `uncaught: ${message}` : `not loaded: ${target.src ?? target.href}`),
  true
)
globalThis.addEventListener('unhandledrejection', ({ reason }) => tell(`unhandled: ${reason}`))
globalThis.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) =>
  tell(`policy violation: ${effectiveDirective}, ${blockedURI}`)
)
