-- Search diplomatic statements from Neovim (0.7 and later).
--
--     require('demarche').setup({})
--
-- begins `demarche lsp' for text and Markdown: hover, outline, references, and
-- vim.lsp.buf.workspace_symbol('missile defence'); and gives
--
--     :Demarche "peace treaty" side:Japan     passages in the quickfix list
--     :DemarcheTopic missile-defense          a topic; <Tab> completes
--
-- Put this file into ~/.config/nvim/lua.

local M = {}

M.options = {
  program = 'demarche',
  index = nil, -- a folder; nil: the user's
  number = 50, -- of passages in the list
  filetypes = { 'text', 'markdown' }, -- to begin `demarche lsp' for; {}: none
  open = true, -- the list, when it is filled
}

-- The program with the words of a verb, told the index where one is set.
local function command(verb, ...)
  local words = { M.options.program, verb }
  if M.options.index then
    vim.list_extend(words, { '-d', vim.fn.expand(M.options.index) })
  end
  return vim.list_extend(words, { ... })
end

-- The objects that the program prints, one a line; nil and why when it failed.
local function run(words)
  local lines, errors = {}, {}
  local job = vim.fn.jobstart(words, {
    stdout_buffered = true,
    stderr_buffered = true,
    on_stdout = function(_, data) lines = data end,
    on_stderr = function(_, data) errors = data end,
  })
  local code = job > 0 and vim.fn.jobwait({ job }, 60000)[1] or -1
  if code ~= 0 and code ~= 1 then
    local why = vim.trim(table.concat(errors, '\n'))
    return nil, why ~= '' and why or ('cannot run ' .. words[1])
  end
  local objects = {}
  for _, line in ipairs(lines) do
    if line ~= '' then
      table.insert(objects, vim.fn.json_decode(line))
    end
  end
  return objects
end

-- A member that is there, or nil: JSON's null is vim.NIL.
local function known(value)
  return value ~= vim.NIL and value or nil
end

local function item(hit)
  local head = { known(hit.date) or 'no date', known(hit.side), known(hit.speaker) }
  local parts = {}
  for i = 1, 3 do
    if head[i] then table.insert(parts, head[i]) end
  end
  return {
    filename = hit.file,
    lnum = hit.line,
    col = 1,
    text = table.concat(parts, ', ') .. ': ' .. hit.text,
  }
end

-- Fill the quickfix list; returns how many there are, or nil.
local function fill(verb, words)
  local hits, why = run(vim.list_extend(
    command(verb, '--json', '-n', tostring(M.options.number), '--'), words))
  if not hits then
    vim.notify('demarche: ' .. why, vim.log.levels.ERROR)
    return nil
  end
  vim.fn.setqflist({}, ' ', {
    title = table.concat(vim.list_extend({ 'demarche', verb }, words), ' '),
    items = vim.tbl_map(item, hits),
  })
  if #hits == 0 then
    vim.notify('demarche: nothing found')
  elseif M.options.open then
    vim.cmd('copen')
  end
  return #hits
end

function M.search(query) return fill('search', { query }) end

function M.topic(name, query) return fill('topic', { name, query }) end

function M.topics(lead)
  local names = {}
  for _, topic in ipairs(run({ M.options.program, 'topic', '--json' }) or {}) do
    if vim.startswith(topic.name, lead or '') then
      table.insert(names, topic.name)
    end
  end
  return names
end

-- Attach the language server to a buffer, one for all.
function M.attach(buffer)
  local config = {
    name = 'demarche',
    cmd = command('lsp'),
    root_dir = vim.fn.getcwd(),
  }
  if vim.lsp.start then
    return vim.lsp.start(config, { bufnr = buffer })
  end
  if not (M.client and vim.lsp.get_client_by_id(M.client)) then
    M.client = vim.lsp.start_client(config)
  end
  vim.lsp.buf_attach_client(buffer, M.client)
  return M.client
end

function M.setup(options)
  M.options = vim.tbl_extend('force', M.options, options or {})
  vim.api.nvim_create_user_command('Demarche', function(given)
    M.search(given.args)
  end, { nargs = '+', desc = 'Search diplomatic statements' })
  vim.api.nvim_create_user_command('DemarcheTopic', function(given)
    M.topic(given.fargs[1], given.args:match('%s+(.+)$'))
  end, { nargs = '+', complete = M.topics, desc = 'Passages on a topic' })
  if #M.options.filetypes > 0 then
    vim.api.nvim_create_autocmd('FileType', {
      group = vim.api.nvim_create_augroup('demarche', {}),
      pattern = M.options.filetypes,
      callback = function(event) M.attach(event.buf) end,
    })
  end
end

return M
