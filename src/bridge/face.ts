/** What a worker answers: named doors, each of functions that promise. */
export type Face = { readonly [door: string]: { readonly [call: string]: (...args: never[]) => Promise<unknown> } }

/** The doors of a core as a worker answers them: of a stream the events go out by telemetry, and its end is the answer. */
export type FaceOf<Doors> = {
  readonly [Door in keyof Doors]: { readonly [Call in keyof Doors[Door]]: Answered<Doors[Door][Call]> }
}

type Answered<Call> = Call extends (...args: infer Args) => AsyncGenerator<unknown, infer Answer>
  ? (...args: Args) => Promise<Answer>
  : Call

/**
 * Signs of life that every worker gives: it beats once a second while it works, says what keeps it from beating and for how
 * long at most, and that it has done all it was asked.
 */
export type LifeSign =
  | { readonly type: 'beat' }
  | { readonly type: 'busy'; readonly reason: string; readonly limitMs: number }
  | { readonly type: 'rest' }
