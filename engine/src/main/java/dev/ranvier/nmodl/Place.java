package dev.ranvier.nmodl;

/**
 * Where something stands.
 *
 * @param file the file's name
 * @param line from 1
 * @param column from 1
 */
record Place(String file, int line, int column) {
    NmodlException wrong(String complaint) {
        return new NmodlException(this, complaint.replaceAll("\\R", " ")); // names in quotes may have several lines
    }

    @Override
    public String toString() {
        return file + ", line " + line + ", column " + column;
    }
}
