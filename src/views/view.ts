/** One question answered by one picture: its id is what a teacher hides it by. */
export interface View {
  readonly id: string
  readonly label: string
  /** What is drawn, how to read it, and what it hides. */
  readonly help: string
  readonly needs: 'runs' | 'data' | 'windows' | 'engines'
}
