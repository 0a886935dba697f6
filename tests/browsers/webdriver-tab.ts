import type { Tab } from './tab.ts'

/** The key under which WebDriver names an element (https://www.w3.org/TR/webdriver2/#elements). */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'

interface Session {
  readonly sessionId: string
  readonly capabilities: { readonly browserName: string; readonly browserVersion: string }
}

/** The tab of a session with a driver that speaks WebDriver, which tells nothing of the console. */
export async function openWebDriverTab(
  driver: string,
  wanted: object,
  rest: Pick<Tab, 'downloads' | 'close'>
): Promise<Tab> {
  const capabilities = { alwaysMatch: wanted }
  const session = await ask<Session>('POST', `${driver}/session`, { capabilities })
  const { browserName, browserVersion } = session.capabilities
  const base = `${driver}/session/${session.sessionId}`
  const send = <Value>(path: string, body: object): Promise<Value> => ask('POST', `${base}/${path}`, body)
  const find = async (xpath: string): Promise<string> => {
    const found = await send<Record<string, string>>('element', { using: 'xpath', value: xpath })
    return `element/${found[ELEMENT]}`
  }
  await ask('POST', `${base}/timeouts`, { script: 60_000, pageLoad: 60_000 })
  return {
    ...rest,
    browser: `${browserName} ${browserVersion}`,
    errors: () => [],
    open: (url) => send('url', { url }),
    reload: () => send('refresh', {}),
    async evaluate(work, ...given) {
      const script = `
        const [given, done] = arguments
        const run = async () => ({ answer: JSON.stringify(await (${work})(...JSON.parse(given))) })
        run().catch((error) => ({ problem: String(error) })).then(done)`
      const args = [JSON.stringify(given)]
      const { answer, problem } = await send<{ answer?: string; problem?: string }>('execute/async', { script, args })
      if (problem) throw new Error(problem)
      return answer === undefined ? undefined : JSON.parse(answer)
    },
    async press(xpath) {
      await send(`${await find(xpath)}/click`, {})
    },
    async choose(xpath, path) {
      await send(`${await find(xpath)}/value`, { text: path })
    },
    async close() {
      await ask('DELETE', base).catch(() => undefined)
      await rest.close()
    },
  }
}

async function ask<Value>(method: string, address: string, body?: object): Promise<Value> {
  const response = await fetch(address, { method, body: body && JSON.stringify(body) })
  const { value } = (await response.json()) as { value: Value & { error?: string; message?: string } }
  if (!response.ok) throw new Error(`${address.replace(/^.*\/session/, 'session')}: ${value.error}: ${value.message}`)
  return value
}
