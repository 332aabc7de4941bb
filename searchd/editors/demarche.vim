" Search diplomatic statements from Vim: passages in the quickfix list.
"
"     :Demarche "peace treaty" side:Japan     in the language of demarche(1)
"     :DemarcheTopic missile-defense          a topic; <Tab> completes
"
" Put this file into ~/.vim/plugin. What can be set before:
"
"     let g:demarche_program = 'demarche'
"     let g:demarche_options = ['-n', '50']   such as -d DIR
"     let g:demarche_open = 1                 open the list

if exists('g:loaded_demarche') || &compatible
  finish
endif
let g:loaded_demarche = 1

let s:format = '%f:%l:%c:%m,%-G%.%#'

function! s:Run(arguments) abort
  let l:program = [get(g:, 'demarche_program', 'demarche')]
  let l:words = map(l:program + a:arguments, 'shellescape(v:val)')
  return systemlist(join(l:words))
endfunction

function! s:Fill(verb, words) abort
  let l:options = get(g:, 'demarche_options', ['-n', '50'])
  let l:lines = s:Run([a:verb, '--vimgrep'] + l:options + ['--'] + a:words)
  let l:code = v:shell_error
  if l:code > 1
    echohl ErrorMsg | echomsg join(l:lines) | echohl None
    return
  endif
  let l:before = &errorformat
  let &errorformat = s:format
  try
    cgetexpr l:lines
  finally
    let &errorformat = l:before
  endtry
  call setqflist([], 'a', {'title': join(['demarche', a:verb] + a:words)})
  if l:code == 1
    echomsg 'Nothing found'
  elseif get(g:, 'demarche_open', 1)
    copen
  endif
endfunction

function! s:Topics(lead, line, place) abort
  let l:topics = map(s:Run(['topic', '--json']), 'json_decode(v:val).name')
  return filter(l:topics, 'stridx(v:val, a:lead) == 0')
endfunction

command! -nargs=+ Demarche call s:Fill('search', [<q-args>])
command! -nargs=+ -complete=customlist,s:Topics DemarcheTopic
      \ call s:Fill('topic', split(<q-args>, ' ', 0))
