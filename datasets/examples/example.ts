/** A small file to try the lab with where a person has none: it is looked at and read as any other. */
export interface Example {
  readonly id: string
  readonly file: string
  readonly label: string
  /** One sentence: what it shows. */
  readonly teaches: string
  /** Its text; the same seed gives the same bytes. */
  draw(seed: number): Promise<string>
}
