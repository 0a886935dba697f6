/** What a browser answers to a command, or tells by itself. */
interface Answer {
  readonly id?: number
  readonly type: 'success' | 'error' | 'event'
  readonly result?: unknown
  readonly message?: string
  readonly method?: string
  readonly params?: unknown
}

interface Waiting {
  resolve(result: unknown): void
  reject(reason: Error): void
}

/** Commands and events of WebDriver BiDi (https://w3c.github.io/webdriver-bidi/). */
export interface Bidi {
  send<Result>(method: string, params: object): Promise<Result>
  close(): void
}

/** Connects to a browser; `hear` gets every event. */
export async function connectBidi(address: string, hear: (method: string, params: unknown) => void): Promise<Bidi> {
  const socket = new WebSocket(address)
  const waiting = new Map<number, Waiting>()
  let sent = 0
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true })
    socket.addEventListener('error', () => reject(new Error(`cannot connect to ${address}`)), { once: true })
  })
  socket.addEventListener('message', (event) => {
    const answer = JSON.parse(String(event.data)) as Answer
    if (answer.type === 'event') return hear(answer.method ?? '', answer.params)
    const asked = waiting.get(answer.id ?? 0)
    waiting.delete(answer.id ?? 0)
    if (answer.type === 'success') asked?.resolve(answer.result)
    else asked?.reject(new Error(answer.message))
  })
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('the browser closed the connection'))
  })
  return {
    send: <Result>(method: string, params: object) =>
      new Promise<Result>((resolve, reject) => {
        const id = ++sent
        waiting.set(id, { resolve: resolve as Waiting['resolve'], reject })
        socket.send(JSON.stringify({ id, method, params }))
      }),
    close: () => socket.close(),
  }
}
