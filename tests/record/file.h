// Files of tests/record/data.
#pragma once

#include <fstream>
#include <iterator>
#include <string>

#include <zstd.h>

inline std::string
data_file(const std::string &name)
{
    std::ifstream file(std::string(PYARENA_SOURCE_DIR) + "/tests/record/data/" + name,
                       std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
}

inline std::string
decompressed(const std::string &packed)
{
    std::string text;
    std::string chunk(ZSTD_DStreamOutSize(), '\0');
    ZSTD_DCtx *stream = ZSTD_createDCtx();
    ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, 27);
    ZSTD_inBuffer in = {packed.data(), packed.size(), 0};
    while (in.pos < in.size) {
        ZSTD_outBuffer out = {chunk.data(), chunk.size(), 0};
        if (ZSTD_isError(ZSTD_decompressStream(stream, &out, &in))) {
            break;
        }
        text.append(chunk, 0, out.pos);
    }
    ZSTD_freeDCtx(stream);
    return text;
}
