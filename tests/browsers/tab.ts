/** One page of a browser, as its driver reaches it. Elements are named by an XPath. */
export interface Tab {
  /** What browser this is, with its version. */
  readonly browser: string
  /** Errors on its console since it started, as far as its driver tells. */
  errors(): readonly string[]
  /** The folder it saves files to. */
  readonly downloads: string
  open(address: string): Promise<void>
  reload(): Promise<void>
  /** Runs a function in the page, which sees nothing of where it was written; arguments and answer travel as JSON. */
  evaluate<Given extends readonly unknown[], Answer>(
    work: (...given: Given) => Answer,
    ...given: Given
  ): Promise<Awaited<Answer>>
  /** Presses the mouse on an element, as a person does. */
  press(xpath: string): Promise<void>
  /** Chooses a file in an input for files. */
  choose(xpath: string, path: string): Promise<void>
  /** Ends the browser, and removes what it wrote. */
  close(): Promise<void>
}
