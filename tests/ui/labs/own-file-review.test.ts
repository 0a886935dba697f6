import '@testing-library/jest-dom/vitest'
import { render, screen, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { flushSync } from 'svelte'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { examples } from '../../../datasets/examples/index.ts'
import type { Inspection } from '../../../datasets/imports/plan-of.ts'
import { decisionsOf } from '../../../src/labs/data/own-file-decisions.ts'
import OwnFilePanel from '../../../src/labs/data/OwnFilePanel.svelte'
import { rememberFile } from '../../../src/app/lab-file.ts'
import { parseDocument } from '../../../src/scenarios/document.ts'
import { usesRows } from '../../../src/core/training/recipe-key.ts'
import { recipeOf } from '../../../src/scenarios/recipe.ts'
import { savedLab } from '../../../src/scenarios/saved-lab.ts'
import { fileOf, page } from './own-file-page.ts'

beforeEach(() => localStorage.clear())

const lines = (count: number, line: (row: number) => string) => Array.from({ length: count }, (_, row) => line(row))
const payments = [
  'time,kind,x,fraud',
  ...lines(200, (i) => `${i * 60},${['none', 'car', 'van'][i % 3]},${i % 9},${i % 4 ? 'no' : 'yes'}`),
  '',
].join('\n')
/** No column of it is the label by its name. */
const unlabelled = ['a,left,gone', ...lines(120, (i) => `${i % 9},${i % 3 ? 'x' : 'y'},${i % 5 ? 0 : 1}`), ''].join(
  '\n'
)

async function shown(content: string, name?: string) {
  const all = page()
  const view = render(OwnFilePanel, all)
  await userEvent.upload(screen.getByLabelText('Choose a file'), fileOf(content, name))
  await vi.waitFor(() => expect(all.own.inspection).not.toBeNull())
  flushSync()
  return { ...all, ...view }
}

const top = () => screen.getByText(/^Label: /)
const use = () => screen.getByRole('button', { name: 'Use these rows' })

describe('the line on top', () => {
  it('says the label, its share, the rows and the split, and follows each correction', async () => {
    await shown(payments)
    expect(top()).toHaveTextContent(/^Label: fraud, 25\s% positive \(yes\), 200 rows, split by time$/)
    await userEvent.selectOptions(screen.getByLabelText('Counts as positive in fraud'), 'no')
    expect(top()).toHaveTextContent(/^Label: fraud, 75\s% positive \(no\)/)
    await userEvent.selectOptions(screen.getByLabelText('What time is'), 'leave out')
    expect(top()).toHaveTextContent(/200 rows, split at random$/)
    await userEvent.selectOptions(screen.getByLabelText('What fraud is'), 'feature')
    expect(top()).toHaveTextContent(/^Label: \?, positive value\?, 200 rows/)
  })
})

describe('a decision', () => {
  it('about the label offers columns and preselects none; the rows cannot be used before, and the reason is said', async () => {
    const { own } = await shown(unlabelled)
    own.setRole(2, 'feature')
    own.setRole(1, 'feature')
    const decisions = await screen.findByRole('list', { name: 'Decisions that are yours' })
    const menu = within(decisions).getByLabelText('Label, of all columns')
    expect(menu).toHaveValue('')
    expect(use()).toBeDisabled()
    expect(use()).toHaveAccessibleDescription(/^No column is the label yet/)
    await userEvent.selectOptions(menu, 'gone')
    expect(screen.queryByRole('list', { name: 'Decisions that are yours' })).toBeNull()
    expect(use()).toBeEnabled()
    expect(top()).toHaveTextContent(/^Label: gone, 20\s% positive \(1\)/)
  })

  it('about the positive value shows each with its count; once it is chosen the line on top has its share', async () => {
    const classes = ['x,claim', ...lines(200, (i) => `${i % 9},${i % 10 ? 'none' : i % 20 ? 'fire' : 'theft'}`), '']
    const { own } = await shown(classes.join('\n'))
    own.setRole(1, 'label')
    const values = await screen.findByRole('group', { name: /^the label claim has 3 values/i })
    expect(
      within(values)
        .getAllByRole('button')
        .map((one) => one.textContent.trim())
    ).toEqual(['none 180 rows', 'theft 10 rows', 'fire 10 rows'])
    expect(top()).toHaveTextContent(/^Label: claim, positive value\?, 200 rows/)
    expect(use()).toHaveAccessibleDescription('Waits for the decision above.')
    await userEvent.click(within(values).getByText('theft'))
    expect(top()).toHaveTextContent(/^Label: claim, 5\.0\s% positive \(theft\)/)
    expect(use()).toBeEnabled()
  })

  it('about dates shows what the first one would be in each order', () => {
    const text = 'day: "03/12/24" may be written day/month/year or month/day/year, and nothing decides: choose one'
    const asked = { about: 'time', column: 'day', text, asks: true, flag: null } as const
    const [decision] = decisionsOf({
      assumptions: [asked],
      columns: [{ name: 'day', examples: ['03/12/24'] }],
      plan: { columns: [] },
    } as unknown as Inspection)
    expect(decision).toMatchObject({
      sort: 'dates',
      orders: [
        { unit: 'day/month/year', example: '3 December 2024' },
        { unit: 'month/day/year', example: '12 March 2024' },
      ],
    })
  })

  it('keeps the focus in the panel when its buttons go with the press', async () => {
    const { own } = await shown(unlabelled)
    own.setRole(2, 'feature')
    own.setRole(1, 'feature')
    const menu = await screen.findByLabelText('Label, of all columns')
    menu.focus()
    await userEvent.selectOptions(menu, 'gone')
    await vi.waitFor(() =>
      expect(screen.getByRole('region', { name: 'Your file' })).toContainElement(document.activeElement as HTMLElement)
    )
  })
})

describe('what is shown of a file', () => {
  it('the first rows stand below the names as they are understood', async () => {
    await shown(payments)
    const rows = within(screen.getByRole('region', { name: 'First rows' })).getAllByRole('row')
    expect(rows[0]).toHaveTextContent(/^time\s*kind\s*x\s*fraud$/)
    expect(rows[2]).toHaveTextContent(/^60\s*car\s*1\s*no$/)
  })

  it('each column has a picture that speaks its values', async () => {
    await shown(payments)
    expect(screen.getByRole('img', { name: /^fraud: no 75\s%, yes 25\s%$/ })).toBeVisible()
    expect(screen.getByRole('img', { name: /^x: mostly from 0 to 8$/ })).toBeVisible()
  })

  it('rows that will be left out are counted by their reason before they are', async () => {
    await shown(`${payments}9999,car,3\n,van,3,yes\n12000,van,3,\n`)
    expect(screen.getByText(/^1 of the first 203 rows cannot be read; line 202: 3 cells, expected 4\.$/)).toBeVisible()
    expect(screen.getByText(/^1 of 202 rows looked at have no label in fraud/)).toBeVisible()
    expect(screen.getByText(/^1 of 202 rows looked at have no time in time/)).toBeVisible()
  })

  it('a column that is left out comes back with one press', async () => {
    const { own } = await shown(payments.replaceAll(/,(\d),/g, (_, x: string) => `,${x},`))
    own.setRole(2, 'ignore')
    await screen.findByText('1 column is left out')
    await userEvent.click(screen.getByText('Bring back x'))
    expect(own.plan?.columns[2].role).toBe('feature')
    expect(screen.queryByText('1 column is left out')).toBeNull()
  })

  it('a word that means missing shows its count and can be taken back', async () => {
    const { own } = await shown(payments)
    own.setColumn(1, { missing: ['none'] })
    const word = await screen.findByRole('button', { name: 'none means missing in kind' })
    expect(word).toHaveTextContent('67')
    await userEvent.click(word)
    expect(own.plan?.columns[1].missing).not.toContain('none')
  })

  it('of many columns sixty are shown until all are asked for', { timeout: 15_000 }, async () => {
    const names = Array.from({ length: 149 }, (_, i) => `c${i}`)
    const wide = [
      ['label', ...names].join(','),
      ...lines(60, (i) => [i % 4 ? 0 : 1, ...names.map((_, j) => (i * j) % 7)].join(',')),
      '',
    ].join('\n')
    const { container } = await shown(wide)
    expect(container.querySelectorAll('tr[data-role]')).toHaveLength(60)
    expect(screen.getByText('Show all 150 columns')).toBeVisible()
  })
})

describe('a file that comes again', () => {
  it('has its corrections of last time, until they are dropped', async () => {
    const first = page()
    await first.own.look(fileOf(payments))
    first.own.setRole(2, 'ignore')
    first.own.setPositive('no')
    const { own } = await shown(payments)
    expect(own.plan?.columns[2].role).toBe('ignore')
    expect(own.plan?.positive).toBe('no')
    await userEvent.click(screen.getByRole('button', { name: 'Start over' }))
    await vi.waitFor(() => expect(own.plan?.positive).toBe('yes'))
    expect(own.plan?.columns[2].role).toBe('feature')
    const third = page()
    await third.own.look(fileOf(payments))
    expect(third.own.isRecalled).toBe(false)
  })

  it('a copy of it has them too, another file of the same name has none', async () => {
    const { own } = page()
    await own.look(fileOf(payments))
    own.setPositive('no')
    await own.look(fileOf(payments, 'cards.csv', 2))
    expect(own.plan?.positive).toBe('no')
    await own.look(fileOf(`${payments}12060,van,3,no\n`, 'cards.csv', 3))
    expect(own.plan?.positive).toBe('yes')
  })

  it('has what the lab file said that was opened before it', async () => {
    const { own, lab } = page()
    await own.look(fileOf(payments))
    own.setPositive('no')
    await own.use(lab)
    const saved = JSON.parse(savedLab(lab.document)) as unknown
    localStorage.clear()
    rememberFile(parseDocument(saved))
    const other = page()
    await other.own.look(fileOf(payments, 'cards.csv', 5))
    expect(other.own.plan?.positive).toBe('no')
  })

  it('what was kept and is no choice of ours any more is dropped', async () => {
    const { own } = page()
    const file = fileOf(payments)
    for (const kept of [
      '{',
      '[{"key":"cards.csv x"}]',
      JSON.stringify([
        { name: 'cards.csv', fingerprint: `${file.size} 1`, choices: { columns: [{ name: 'x', role: 'king' }] } },
      ]),
    ]) {
      localStorage.setItem('skewlab.files.1', kept)
      await own.look(file)
      expect(own.isRecalled).toBe(false)
      expect(own.plan?.columns[2].role).toBe('feature')
    }
  })

  it('a way of cutting that fits no more does not stand in the way', async () => {
    const { own } = page()
    const file = fileOf(payments)
    const choices = { dialect: { delimiter: ';' } }
    localStorage.setItem(
      'skewlab.files.1',
      JSON.stringify([{ name: 'cards.csv', fingerprint: `${file.size} 1`, choices }])
    )
    await own.look(file)
    expect(own.problem).toBeNull()
    expect(own.plan?.columns).toHaveLength(4)
  })
})

describe('a file that is in the lab', () => {
  it('can be opened again with its corrections; left as it was, the lab stays', async () => {
    const { own, lab } = await shown(payments)
    await userEvent.selectOptions(screen.getByLabelText('What x is'), 'leave out')
    await userEvent.click(use())
    const reopen = await screen.findByRole('button', { name: 'Change how it is read' })
    const { file } = lab.document
    await userEvent.click(reopen)
    expect(await screen.findByLabelText('What x is')).toHaveValue('ignore')
    await userEvent.selectOptions(screen.getByLabelText('What x is'), 'feature')
    await userEvent.click(screen.getByRole('button', { name: 'Leave it as it was' }))
    expect(lab.document.file).toBe(file)
    expect(own.plan).toBeNull()
  })

  it('used again unchanged, its rows are those of the runs before; used with a correction, they are others', async () => {
    const { own, lab } = await shown(payments)
    await own.use(lab)
    const run = { spec: { recipe: recipeOf(lab.document) } }
    await own.reopen(lab.document.file!)
    own.setRole(2, 'feature')
    await own.use(lab)
    expect(usesRows(run, recipeOf(lab.document))).toBe(true)
    await own.reopen(lab.document.file!)
    own.setRole(2, 'ignore')
    await own.use(lab)
    expect(usesRows(run, recipeOf(lab.document))).toBe(false)
  })

  it('a file of an earlier version, of which only the plan is known, opens as it was read', async () => {
    const { own, lab } = page()
    await own.look(fileOf(payments))
    own.setRole(2, 'ignore')
    await own.use(lab)
    const { choices: _, ...old } = lab.document.file!
    await own.reopen(old)
    expect(own.plan).toEqual(old.plan)
  })
})

it.each(examples)(
  'the example $id is one press away, and is looked at as any other file',
  async ({ label, file, teaches }) => {
    const all = page()
    const look = vi.spyOn(all.own, 'look').mockResolvedValue()
    render(OwnFilePanel, all)
    expect(screen.getByText(teaches)).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: label }))
    await vi.waitFor(() => expect(look).toHaveBeenCalledOnce())
    expect(look.mock.calls[0][0]).toMatchObject({ name: file })
  }
)
