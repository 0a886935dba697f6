import { Command, CommanderError } from 'commander'
import { BadInput } from './bad-input.ts'
import { nearest } from './did-you-mean.ts'
import { verbs } from './verbs/index.ts'

const EXIT_CODES = `
Exit codes: 0 done (also where a reader such as head had enough), 1 a fault of
this program, 2 what was asked cannot be; one line on stderr says why.`

/** Does what a command line says, and gives the exit code. */
export async function exitCodeOf(args: readonly string[]): Promise<0 | 1 | 2> {
  try {
    await commandLine().parseAsync(withVerb(args), { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    const line = lineOf(error as Error)
    process.stderr.write(`${line ?? `a fault of this program: ${(error as Error).stack}`}\n`)
    return line === null ? 1 : 2
  }
}

/** `sim help run` is `sim run --help`. @throws one line where there is no such verb, whatever follows it */
function withVerb(args: readonly string[]): readonly string[] {
  const asked = args[0] === 'help' ? [...args.slice(1, 2), '--help'] : args
  const [verb] = asked
  if (verb === undefined) throw new BadInput(`which command? expected ${verbNames()}; sim --help says what they do`)
  const names = verbs.map(({ name }) => name)
  if (verb.startsWith('-') || names.includes(verb)) return asked
  const near = nearest(verb, names)
  throw new BadInput(`unknown command: ${verb}; ${near === null ? `expected ${verbNames()}` : `did you mean ${near}?`}`)
}

function commandLine(): Command {
  const program = plain(new Command('sim'))
    .description('The lab without a browser: the same rows, models and metrics as on the page.')
    .usage('VERB …')
    .helpCommand(false)
    .commandsGroup('Verbs:')
    .addHelpText('after', EXIT_CODES)
  for (const { name, summary, declare } of verbs) {
    const command = plain(new Command(name)).description(summary)
    declare(command)
    program.addCommand(command)
  }
  return program
}

/** With help and version, and errors for us to say. */
function plain(command: Command): Command {
  return command
    .helpOption('-h, --help', 'says what there is')
    .version(import.meta.env.VERSION as string, '-V, --version', 'says which version this is')
    .configureOutput({ outputError: () => undefined })
    .exitOverride()
}

/** The error of the user's input, in one line; null for a fault of this program. */
function lineOf(error: Error): string | null {
  // Contradicting settings of a world, or an engine that cannot run here, are the user's to correct, like a wrong flag.
  if (error instanceof BadInput || error.name === 'EngineLost') return oneLine(error.message)
  if (!(error instanceof CommanderError)) return null
  const [first, hint = ''] = error.message.replace(/^error: /, '').split('\n')
  const unknownOption = /^unknown option '(.*)'$/.exec(first)
  const near = /\(Did you mean (.*)\?\)/.exec(hint)
  const line = unknownOption ? `unknown option: ${unknownOption[1]}` : first.replace(/\.$/, '')
  return oneLine(`${line}; ${near ? `did you mean ${near[1]}?` : '--help lists what there is'}`)
}

/** User input may contain line breaks. */
function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ')
}

function verbNames(): string {
  const names = verbs.map(({ name }) => name)
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}
