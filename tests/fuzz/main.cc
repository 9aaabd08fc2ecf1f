// Runs the fuzz target over files and folders, without a fuzzer: for compilers that have none, and
// to see one finding again.
#include <cstdint>
#include <cstdio>
#include <string>

#include <glib.h>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
run_file(const char *path)
{
    g_autofree char *text = nullptr;
    gsize length = 0;
    g_autoptr(GError) error = nullptr;
    if (!g_file_get_contents(path, &text, &length, &error)) {
        fprintf(stderr, "%s\n", error->message);
        return -1;
    }
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t *>(text), length);
    return 1;
}

// How many files were run; -1: one could not be read.
static int
run_path(const std::string &path)
{
    g_autoptr(GDir) dir = g_dir_open(path.c_str(), 0, nullptr);
    if (dir == nullptr) {
        return run_file(path.c_str());
    }
    int files = 0;
    while (const char *name = g_dir_read_name(dir)) {
        int more = run_path(path + "/" + name);
        if (more < 0) {
            return -1;
        }
        files += more;
    }
    return files;
}

int
main(int argc, char **argv)
{
    int files = 0;
    for (int i = 1; i < argc; i++) {
        int more = run_path(argv[i]);
        if (more < 0) {
            return 1;
        }
        files += more;
    }
    printf("%d files\n", files);
    return files > 0 ? 0 : 1;
}
