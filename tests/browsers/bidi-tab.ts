import { connectBidi, type Bidi } from './bidi.ts'
import type { Tab } from './tab.ts'

interface Session {
  readonly capabilities: { readonly browserName: string; readonly browserVersion: string }
}
interface LogEntry {
  readonly level: string
  readonly type: string
  readonly text: string
}
interface Element {
  readonly sharedId: string
}
type Outcome =
  | { readonly type: 'success'; readonly result: { readonly type: string; readonly value?: string } }
  | { readonly type: 'exception'; readonly exceptionDetails: { readonly text: string } }

/** The first tab of a browser that listens for WebDriver BiDi. */
export async function openBidiTab(address: string, rest: Pick<Tab, 'downloads' | 'close'>): Promise<Tab> {
  const errors: string[] = []
  const bidi = await connectBidi(`${address}/session`, (method, params) => {
    const { level, type, text } = params as LogEntry
    if (method === 'log.entryAdded' && level === 'error') errors.push(`${type}: ${text}`)
  })
  const { capabilities } = await bidi.send<Session>('session.new', { capabilities: {} })
  const { contexts } = await bidi.send<{ contexts: { context: string }[] }>('browsingContext.getTree', {})
  await bidi.send('session.subscribe', { events: ['log.entryAdded'] })
  const [{ context }] = contexts
  return {
    ...rest,
    browser: `${capabilities.browserName} ${capabilities.browserVersion}`,
    errors: () => errors,
    open: (url) => bidi.send('browsingContext.navigate', { context, url, wait: 'complete' }),
    reload: () => bidi.send('browsingContext.reload', { context, wait: 'complete' }),
    async evaluate(work, ...given) {
      const wrapped = `async (given) => JSON.stringify(await (${work})(...JSON.parse(given)))`
      const value = await call(bidi, context, wrapped, { type: 'string', value: JSON.stringify(given) })
      return value === undefined ? undefined : JSON.parse(value)
    },
    async press(xpath) {
      const element = await find(bidi, context, xpath)
      await call(bidi, context, '(element) => element.scrollIntoView({ block: "center" })', element)
      const move = { type: 'pointerMove', x: 0, y: 0, origin: { type: 'element', element } }
      const actions = [move, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }]
      await bidi.send('input.performActions', { context, actions: [{ type: 'pointer', id: 'mouse', actions }] })
    },
    async choose(xpath, path) {
      await bidi.send('input.setFiles', { context, element: await find(bidi, context, xpath), files: [path] })
    },
    async close() {
      bidi.close()
      await rest.close()
    },
  }
}

/** Calls a function in the page, written as text, and gives the string it returns, if it does. */
async function call(bidi: Bidi, context: string, written: string, argument: object): Promise<string | undefined> {
  const outcome = await bidi.send<Outcome>('script.callFunction', {
    functionDeclaration: written,
    awaitPromise: true,
    target: { context },
    arguments: [argument],
  })
  if (outcome.type === 'exception') throw new Error(outcome.exceptionDetails.text)
  return outcome.result.value
}

async function find(bidi: Bidi, context: string, xpath: string): Promise<Element> {
  const locator = { type: 'xpath', value: xpath }
  const { nodes } = await bidi.send<{ nodes: Element[] }>('browsingContext.locateNodes', { context, locator })
  if (!nodes.length) throw new Error(`there is no ${xpath}`)
  return { sharedId: nodes[0].sharedId }
}
