import { declareProblems } from "../declare-problems.ts";

export const importProblems = declareProblems({
  too_many_imports: {
    status: 409,
    detail: "{{most}} files are waiting already. Start or delete some of them first.",
  },
  import_too_large: {
    status: 413,
    detail:
      "A file to import may have {{size}}. Pack it with gzip or split it; rows that overlap are not counted twice.",
  },
  import_running: { status: 409, detail: "This import is running already." },
  import_not_cancelled: { status: 409, detail: "This import is running. Cancel it first." },
  import_not_running: {
    status: 409,
    detail: "This import is not running, so there is nothing to cancel.",
  },
  import_done: { status: 409, detail: "All of this file is in. Upload it again to import it again." },
  import_nothing_in: { status: 409, detail: "Nothing of this import is in, so there is nothing to take back." },
  import_not_noted: {
    status: 409,
    detail: "This import ran before the program noted what each import says, so its events cannot be told from others.",
  },
  import_taken_back: { status: 409, detail: "This import was taken back. Upload the file again to import it again." },
  imports_running: {
    status: 409,
    detail: "Another import of this workspace is running. Take this one back when it has ended.",
  },
  import_being_taken_back: {
    status: 409,
    detail: "An import of this workspace is being taken back. Try again when that is done.",
  },
  take_back_broken_off: {
    status: 500,
    detail: "Something went wrong on our side, and a part may be gone already. Take the import back again.",
  },
  import_broken_off: {
    status: 500,
    detail: "Something went wrong on our side. What is in stays in; start the import again to bring in the rest.",
  },
  file_removed: { status: 409, detail: "The file is not here any more. Upload it again." },
  invalid_mapping: { status: 400, detail: "{{fault}}" },
});

/** Why a file cannot be read, or not further. */
export const importFileProblems = declareProblems({
  file_not_found: { status: 400, detail: "There is no such file" },
  file_not_readable: { status: 400, detail: "The file may not be read" },
  file_is_folder: { status: 400, detail: "This is a folder, not a file" },
  file_is_zip: { status: 400, detail: "This is a ZIP file and no Excel workbook; unpack it first" },
  file_is_excel: { status: 400, detail: "This is an Excel file of before 2007; save it as .xlsx or CSV first" },
  excel_password: {
    status: 400,
    detail: "This workbook is protected with a password; save it without one first",
  },
  excel_binary: { status: 400, detail: "This is a binary workbook (.xlsb); save it as .xlsx or CSV first" },
  excel_broken: { status: 400, detail: "The workbook is damaged and cannot be read: {{fault}}" },
  excel_no_sheet: { status: 400, detail: "The workbook has no sheet {{name}}; it has {{sheets}}" },
  excel_too_many_parts: { status: 400, detail: "The workbook is made of more than {{most}} parts" },
  excel_texts_too_long: {
    status: 400,
    detail: "The different texts of the workbook have more than {{most}} characters; save the sheet as CSV first",
  },
  zip_ratio: { status: 400, detail: "The workbook unpacks to more than {{most}} times its size" },
  file_is_parquet: { status: 400, detail: "This is a Parquet file; export it as CSV or JSONL first" },
  file_is_zstd: { status: 400, detail: "This file is packed with Zstandard; unpack it or use gzip" },
  file_is_bzip2: { status: 400, detail: "This file is packed with bzip2; unpack it or use gzip" },
  file_is_pdf: { status: 400, detail: "This is a PDF, which has no rows to import" },
  file_is_binary: {
    status: 400,
    detail: "This is not a text file: it holds zero bytes and no mark of UTF-16",
  },
  file_without_text: { status: 400, detail: "The file holds no text" },
  text_too_long: { status: 400, detail: "The file holds more than {{most}} bytes of text" },
  gzip_broken: { status: 400, detail: "The gzip file is damaged or cut off ({{fault}})" },
  gzip_ratio: { status: 400, detail: "The file unpacks to more than {{most}} times its size" },
  header_broken: { status: 400, detail: "The header cannot be read: {{fault}}" },
  too_many_columns: { status: 400, detail: "The file has more than {{most}} columns" },
  json_broken: { status: 400, detail: "The JSON list is broken in line {{line}}: {{fault}}" },
  xes_not_a_log: { status: 400, detail: "The file holds no event log" },
  xes_other_root: { status: 400, detail: "This is XML but not an event log: it begins with <{{name}}>" },
  xml_entity: { status: 400, detail: "Line {{line}} names a character that there is not" },
  xml_broken: { status: 400, detail: "Line {{line}} is not well-formed XML: {{fault}}" },
  xml_cut_in_tag: { status: 400, detail: "The file ends inside a tag that begins in line {{line}}" },
  xml_too_long: { status: 400, detail: "The tag in line {{line}} is longer than {{most}} characters" },
  xml_doctype: {
    status: 400,
    detail: "Line {{line}} holds a document type or entity declaration, which is not read",
  },
  xml_wrong_end: { status: 400, detail: "Line {{line}} closes another tag where <{{open}}> is open" },
  xml_second_document: { status: 400, detail: "Line {{line}} begins a second document" },
  xml_too_deep: { status: 400, detail: "Line {{line}} is nested deeper than {{most}} levels" },
  xml_cut_off: { status: 400, detail: "The file ends while <{{open}}> is still open" },
});
