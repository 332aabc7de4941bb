;;; demarche.el --- Search diplomatic statements  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: GPL-2.0-or-later
;; Version: 0.1.0
;; Package-Requires: ((emacs "27.1"))
;; Keywords: matching, hypermedia

;;; Commentary:

;; `demarche-search' asks for passages and shows them best first; RET jumps to
;; the file and line where one stands, and `f' makes the other window follow.
;; `demarche-topic' does so for a topic.
;;
;;     (autoload 'demarche-search "demarche" nil t)
;;     (autoload 'demarche-topic "demarche" nil t)
;;     (global-set-key (kbd "C-c d") #'demarche-search)
;;
;; The daemon of `demarche serve' is asked over its socket when it runs, else
;; the program is started for each search: a little slower, the same results.

;;; Code:

(require 'json)
(require 'pulse)
(require 'subr-x)
(require 'thingatpt)

(defgroup demarche nil
  "Search diplomatic statements."
  :group 'applications)

(defcustom demarche-program "demarche"
  "The program, where no daemon is asked."
  :type 'string)

(defcustom demarche-index nil
  "Folder of the index; nil: the user's, or that of the daemon.
A daemon that serves another one is not asked."
  :type '(choice (const :tag "Default" nil) directory))

(defcustom demarche-socket nil
  "Socket of the daemon; nil: where `demarche serve' makes it."
  :type '(choice (const :tag "Default" nil) file))

(defcustom demarche-use-daemon t
  "Whether to ask the daemon when it runs."
  :type 'boolean)

(defcustom demarche-number 20
  "How many passages to show, and how many more with \\`m'."
  :type 'natnum)

(defcustom demarche-root nil
  "Folder from which the index was made with relative paths.
Nil: `default-directory' of the results."
  :type '(choice (const :tag "None" nil) directory))

(defcustom demarche-timeout 10
  "Seconds to wait for the daemon's answer."
  :type 'number)

(defface demarche-head '((t :inherit font-lock-keyword-face))
  "The line above a passage.")

(defface demarche-mark '((t :inherit match))
  "Words that match.")

(define-error 'demarche-error "Demarche")
(define-error 'demarche-away "Demarche: no daemon to ask" 'demarche-error)

;;;; Asking the daemon

(defvar demarche--connection nil "Process of the connection, or nil.")
(defvar demarche--id 0 "Of the last request.")

(defun demarche--socket-path ()
  "Where the daemon listens, or nil."
  (or demarche-socket
      (when-let ((folder (getenv "XDG_RUNTIME_DIR")))
        (expand-file-name "demarche/searchd.sock" folder))))

(defun demarche--connect ()
  "A connection to the daemon; signal `demarche-away' without one."
  (if (process-live-p demarche--connection)
      demarche--connection
    (let ((path (demarche--socket-path)))
      (unless (and demarche-use-daemon path (file-exists-p path))
        (signal 'demarche-away (list path)))
      (setq demarche--connection
            (condition-case nil
                (make-network-process
                 :name "demarche" :family 'local :service path :noquery t
                 :coding 'utf-8-unix :filter #'demarche--take)
              (file-error (signal 'demarche-away (list path)))))
      (demarche--check-index)
      demarche--connection)))

(defun demarche--check-index ()
  "Leave a daemon that serves another index than `demarche-index'."
  (when demarche-index
    (let ((served (gethash "index" (demarche--ask "status" nil))))
      (unless (and served (file-equal-p served demarche-index))
        (demarche-disconnect)
        (signal 'demarche-away (list served))))))

(defun demarche-disconnect ()
  "End the connection to the daemon."
  (interactive)
  (when demarche--connection
    (delete-process demarche--connection)
    (setq demarche--connection nil)))

(defun demarche--take (process text)
  "Keep the replies that PROCESS has sent, one on each whole line of TEXT."
  (let* ((all (concat (process-get process 'rest) text))
         (lines (split-string all "\n")))
    (process-put process 'rest (car (last lines)))
    (dolist (line (butlast lines))
      (unless (string-empty-p line)
        (let ((reply (demarche--parse line)))
          (process-put process 'replies
                       (cons (cons (gethash "id" reply) reply)
                             (process-get process 'replies))))))))

(defun demarche--parse (text)
  "The JSON object of TEXT."
  (json-parse-string text :array-type 'list :null-object nil
                     :false-object nil))

(defun demarche--wait (process id)
  "The reply to request ID from PROCESS."
  (let ((end (time-add nil demarche-timeout)) reply)
    (while (not (setq reply (assoc id (process-get process 'replies))))
      (unless (and (process-live-p process) (time-less-p nil end))
        (demarche-disconnect)
        (signal 'demarche-away '("no answer")))
      (accept-process-output process 0.1))
    (process-put process 'replies nil)
    (cdr reply)))

(defun demarche--ask (method params)
  "Ask the connected daemon to do METHOD with PARAMS, an alist; its result."
  (let* ((process demarche--connection)
         (id (setq demarche--id (1+ demarche--id)))
         (message `((jsonrpc . "2.0") (id . ,id) (method . ,method)
                    (params . ,params)))
         (reply (condition-case nil
                    (progn
                      (process-send-string
                       process (concat (json-serialize message) "\n"))
                      (demarche--wait process id))
                  (file-error (demarche-disconnect)
                              (signal 'demarche-away '("it has gone")))
                  (quit (demarche-disconnect)
                        (signal 'quit nil))))
         (failure (gethash "error" reply)))
    (if failure
        (signal 'demarche-error (list (gethash "message" failure)))
      (gethash "result" reply))))

;;;; Asking the program

(defun demarche--run (arguments)
  "Run the program with ARGUMENTS; what it prints.  Exit status 1 is none."
  (let ((errors (make-temp-file "demarche"))
        (coding-system-for-read 'utf-8-unix)
        (coding-system-for-write 'utf-8-unix))
    (unwind-protect
        (with-temp-buffer
          (let ((code (apply #'call-process demarche-program nil
                             (list t errors) nil arguments)))
            (unless (memql code '(0 1))
              (signal 'demarche-error
                      (list (with-temp-buffer
                              (insert-file-contents errors)
                              (string-trim (buffer-string))))))
            (buffer-string)))
      (delete-file errors))))

(defun demarche--run-lines (arguments)
  "The JSON objects that the program prints for ARGUMENTS, one a line."
  (mapcar #'demarche--parse
          (split-string (demarche--run arguments) "\n" t)))

(defun demarche--index-arguments ()
  "How the program is told which index."
  (when demarche-index
    (list "-d" (expand-file-name demarche-index))))

;;;; What is asked, either way

(defun demarche--hits (request offset)
  "Hits of REQUEST, a plist of :query and :topic, from OFFSET on."
  (let ((query (demarche--filtered request))
        (topic (plist-get request :topic)))
    (condition-case nil
        (progn
          (demarche--connect)
          (gethash "hits"
                   (demarche--ask
                    (if topic "topic" "search")
                    `(,@(when topic `((name . ,topic)))
                      ,@(when query `((query . ,query)))
                      (n . ,demarche-number) (offset . ,offset)))))
      (demarche-away
       (demarche--run-lines
        `(,@(if topic '("topic") '("search")) "--json"
          "-n" ,(number-to-string demarche-number)
          "--offset" ,(number-to-string offset)
          ,@(demarche--index-arguments) "--"
          ,@(when topic (list topic)) ,@(when query (list query))))))))

(defun demarche--topic-names ()
  "Names of the topics."
  (condition-case nil
      (progn
        (demarche--connect)
        (mapcar (lambda (topic) (gethash "name" topic))
                (gethash "topics" (demarche--ask "topics" nil))))
    (demarche-away
     (mapcar (lambda (topic) (gethash "name" topic))
             (demarche--run-lines '("topic" "--json"))))))

(defun demarche--filtered (request)
  "The query of REQUEST with its filters, or nil."
  (let* ((query (plist-get request :query))
         (side (plist-get request :side))
         (date (plist-get request :date))
         (filters (delq nil (list (when side (format "side:\"%s\"" side))
                                  (when date (concat "date:" date))))))
    (cond ((null filters) query)
          (query (concat "(" query ") " (string-join filters " ")))
          (t (string-join filters " ")))))

;;;; The buffer of results

(defvar-local demarche--request nil "What was asked: a plist.")
(defvar-local demarche--shown 0 "How many hits are shown.")

(defvar demarche-results-mode-map
  (let ((map (make-sparse-keymap)))
    (set-keymap-parent map special-mode-map)
    (define-key map (kbd "RET") #'demarche-visit)
    (define-key map (kbd "o") #'demarche-visit-other-window)
    (define-key map (kbd "n") #'demarche-next)
    (define-key map (kbd "p") #'demarche-previous)
    (define-key map (kbd "f") #'demarche-follow-mode)
    (define-key map (kbd "s") #'demarche-filter-side)
    (define-key map (kbd "d") #'demarche-filter-date)
    (define-key map (kbd "x") #'demarche-clear-filters)
    (define-key map (kbd "e") #'demarche-edit)
    (define-key map (kbd "m") #'demarche-more)
    map)
  "Keys of `demarche-results-mode'.")

(define-derived-mode demarche-results-mode special-mode "Demarche"
  "Passages, best first.
\\{demarche-results-mode-map}"
  (setq-local revert-buffer-function (lambda (&rest _) (demarche--show)))
  (setq-local next-error-function #'demarche--next-error)
  (visual-line-mode 1))

(define-minor-mode demarche-follow-mode
  "Show the passage at point in its file, in another window."
  :lighter " Follow"
  (if demarche-follow-mode
      (add-hook 'post-command-hook #'demarche--follow nil t)
    (remove-hook 'post-command-hook #'demarche--follow t)))

(defvar-local demarche--followed nil "The hit last shown by following.")

(defun demarche--follow ()
  "Show the hit at point, unless it was shown last."
  (let ((hit (demarche--hit)))
    (unless (or (null hit) (eq hit demarche--followed))
      (setq demarche--followed hit)
      (with-demoted-errors "Demarche: %S"
        (save-selected-window (demarche-visit-other-window))))))

(defun demarche--start (request)
  "Show the results of REQUEST in their buffer."
  (let ((folder default-directory))
    (with-current-buffer (get-buffer-create "*demarche*")
      (unless (derived-mode-p 'demarche-results-mode)
        (demarche-results-mode))
      (setq default-directory (or demarche-root folder))
      (setq demarche--request request)
      (demarche--show)))
  (pop-to-buffer "*demarche*"))

(defun demarche--show ()
  "Ask anew, and show what comes."
  (let ((hits (demarche--hits demarche--request 0))
        (inhibit-read-only t))
    (erase-buffer)
    (setq demarche--shown 0
          demarche--followed nil
          header-line-format (demarche--title demarche--request))
    (demarche--insert-hits hits)
    (unless hits
      (insert "Nothing found.\n"))
    (goto-char (point-min))))

(defun demarche--title (request)
  "A line for the query of REQUEST and its filters."
  (replace-regexp-in-string
   "%" "%%"
   (string-join
    (delq nil (list (when-let ((topic (plist-get request :topic)))
                      (concat "topic " topic))
                    (demarche--filtered request)))
    ": ")))

(defun demarche--insert-hits (hits)
  "Append HITS."
  (save-excursion
    (goto-char (point-max))
    (dolist (hit hits)
      (setq demarche--shown (1+ demarche--shown))
      (let ((start (point)))
        (insert (propertize (demarche--head hit) 'face 'demarche-head) "\n"
                (demarche--marked hit) "\n\n")
        (put-text-property start (point) 'demarche-hit hit)))))

(defun demarche--head (hit)
  "The line above HIT: when, who, where."
  (string-join
   (delq nil
         (list (format "%d. %s" demarche--shown
                       (or (gethash "date" hit) "no date"))
               (gethash "side" hit)
               (gethash "speaker" hit)
               (gethash "title" hit)
               (car (last (gethash "section" hit)))
               (gethash "id" hit)))
   " · "))

(defun demarche--marked (hit)
  "The text of HIT with its matching words marked; they are told in bytes."
  (let* ((text (copy-sequence (gethash "text" hit)))
         (bytes (encode-coding-string text 'utf-8)))
    (dolist (range (gethash "highlights" hit))
      (add-face-text-property
       (demarche--characters bytes (car range))
       (demarche--characters bytes (cadr range))
       'demarche-mark nil text))
    text))

(defun demarche--characters (bytes end)
  "How many characters the first END of BYTES make."
  (length (decode-coding-string (substring bytes 0 end) 'utf-8)))

;;;; Moving about

(defun demarche--hit ()
  "The hit at point, or nil."
  (get-text-property (point) 'demarche-hit))

(defun demarche-next (&optional count)
  "Go to the next passage, or COUNT ones on."
  (interactive "p")
  (demarche--move (or count 1)))

(defun demarche-previous (&optional count)
  "Go to the passage before, or COUNT ones back."
  (interactive "p")
  (demarche--move (- (or count 1))))

(defun demarche--move (count)
  "Go COUNT passages on, or back where it is negative."
  (when (< count 0)
    (goto-char (demarche--beginning)))
  (dotimes (_ (abs count))
    (let ((place (if (< count 0) (demarche--before) (demarche--behind))))
      (unless place
        (user-error "No more passages"))
      (goto-char place))))

(defun demarche--before ()
  "Where the hit before this one begins, from its beginning; nil: none."
  (unless (bobp)
    (previous-single-property-change (point) 'demarche-hit nil (point-min))))

(defun demarche--behind ()
  "Where the hit behind this one begins; nil: none."
  (let ((place (next-single-property-change (point) 'demarche-hit)))
    (and place (< place (point-max)) place)))

(defun demarche--beginning ()
  "Where the hit at point begins."
  (if (or (bobp) (not (eq (demarche--hit)
                          (get-text-property (1- (point)) 'demarche-hit))))
      (point)
    (or (previous-single-property-change (point) 'demarche-hit)
        (point-min))))

(defun demarche--next-error (count reset)
  "For \\[next-error]: visit the hit COUNT on; from the first one with RESET."
  (when reset
    (goto-char (point-min)))
  (unless (and reset (eql count 0))
    (demarche--move (if (and reset (> count 0)) (1- count) count)))
  (demarche-visit-other-window))

(defun demarche-visit (&optional other)
  "Visit the passage at point in its file; in an OTHER window with a prefix."
  (interactive "P")
  (let* ((hit (or (demarche--hit) (user-error "No passage here")))
         (file (demarche--file hit))
         (words (demarche--first-words hit)))
    (if other (find-file-other-window file) (find-file file))
    (widen)
    (goto-char (point-min))
    (forward-line (1- (gethash "line" hit)))
    (pulse-momentary-highlight-one-line (point))
    (when words
      (save-match-data
        (when (re-search-forward words (demarche--end hit) t)
          (goto-char (match-beginning 0)))))))

(defun demarche-visit-other-window ()
  "Visit the passage at point in another window."
  (interactive)
  (demarche-visit t))

(defun demarche--file (hit)
  "The file of HIT, which must be there."
  (let ((file (expand-file-name (gethash "file" hit))))
    (unless (file-readable-p file)
      (user-error "Cannot read %s (see `demarche-root')" file))
    file))

(defun demarche--end (hit)
  "About where the passage of HIT ends, from its beginning at point."
  (min (point-max)
       (+ (point) (- (gethash "byte_end" hit) (gethash "byte_start" hit)))))

(defun demarche--first-words (hit)
  "A pattern for the first marked words of HIT, however they are broken."
  (when-let* ((range (car (gethash "highlights" hit)))
              (bytes (encode-coding-string (gethash "text" hit) 'utf-8)))
    (mapconcat #'regexp-quote
               (split-string (decode-coding-string
                              (substring bytes (car range) (cadr range))
                              'utf-8))
               "[ \t\n\r]+")))

;;;; Asking for more, or for less

(defun demarche--change (&rest values)
  "Ask again, with the request's values replaced by the plist VALUES."
  (let ((request (copy-sequence demarche--request)))
    (while values
      (setq request (plist-put request (pop values) (pop values))))
    (setq demarche--request request)
    (demarche--show)))

(defun demarche--or-nil (text)
  "TEXT, or nil when it is blank."
  (unless (string-blank-p text) text))

(defun demarche-filter-side (side)
  "Show only passages of a SIDE: a state or organization; blank: of any."
  (interactive
   (let ((hit (demarche--hit)))
     (list (read-string "Side: " nil nil
                        (and hit (gethash "side" hit))))))
  (demarche--change :side (demarche--or-nil side)))

(defun demarche-filter-date (date)
  "Show only passages of a DATE: 2018, 2012..2018-07, 2017..; blank: of any."
  (interactive "sDate (2018, 2012..2018-07, 2017..): ")
  (demarche--change :date (demarche--or-nil date)))

(defun demarche-clear-filters ()
  "Show passages of any side and date."
  (interactive)
  (demarche--change :side nil :date nil))

(defun demarche-edit (query)
  "Ask another QUERY with the same filters."
  (interactive
   (list (read-string "Search: " (plist-get demarche--request :query)
                      'demarche-history)))
  (demarche--change :query (demarche--or-nil query)))

(defun demarche-more ()
  "Show more passages below."
  (interactive)
  (let ((hits (demarche--hits demarche--request demarche--shown))
        (inhibit-read-only t))
    (unless hits
      (user-error "No more passages"))
    (demarche--insert-hits hits)))

(defvar demarche-history nil "Queries asked before.")

;;;###autoload
(defun demarche-search (query)
  "Search for passages that match QUERY, in the language of demarche(1)."
  (interactive
   (let ((words (if (use-region-p)
                    (buffer-substring-no-properties (region-beginning)
                                                    (region-end))
                  (thing-at-point 'word t))))
     (list (read-string (if words (format "Search (%s): " words) "Search: ")
                        nil 'demarche-history words))))
  (demarche--start (list :query query)))

;;;###autoload
(defun demarche-topic (topic)
  "Show the passages on a TOPIC."
  (interactive
   (list (completing-read "Topic: " (demarche--topic-names) nil t)))
  (demarche--start (list :topic topic)))

(provide 'demarche)
;;; demarche.el ends here
