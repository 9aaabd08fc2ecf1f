#include "tests/model/recording.h"

#include <fstream>
#include <iterator>

#include <zstd.h>

namespace recording
{

namespace
{

constexpr size_t HEADER_SIZE = 16;
constexpr int WINDOW_LOG = 27;

class Parser
{
  public:
    explicit Parser(const std::string &bytes) : bytes_(bytes), at_(HEADER_SIZE)
    {
    }

    bool
    at_end() const
    {
        return at_ >= bytes_.size();
    }

    bool
    is_broken() const
    {
        return broken_;
    }

    Record
    next()
    {
        unsigned tag = byte();
        Record record = {};
        record.op = static_cast<Op>(tag & 7);
        record.domain = static_cast<Domain>((tag >> 3) & 3);
        record.nested = (tag & 0x20) != 0;
        bool is_null = (tag & 0x40) != 0;
        bool is_old_null = (tag & 0x80) != 0;
        switch (record.op) {
        case Op::MALLOC:
        case Op::ARENA_ALLOC:
            record.size = number();
            record.new_addr = is_null ? 0 : address(record.domain);
            break;
        case Op::CALLOC:
            record.size = number();
            record.size *= number();
            record.new_addr = is_null ? 0 : address(record.domain);
            break;
        case Op::REALLOC:
            record.size = number();
            record.old_addr = is_old_null ? 0 : address(record.domain);
            record.new_addr = is_null ? 0 : address(record.domain);
            break;
        case Op::FREE:
            record.old_addr = is_null ? 0 : address(record.domain);
            break;
        case Op::ARENA_FREE:
            record.size = number();
            record.old_addr = address(record.domain);
            break;
        case Op::CONTROL:
            record.control = number();
            record.size = number();
            break;
        default:
            broken_ = true;
        }
        return record;
    }

  private:
    unsigned
    byte()
    {
        if (at_ >= bytes_.size()) {
            broken_ = true;
            return 0;
        }
        return static_cast<unsigned char>(bytes_[at_++]);
    }

    uint64_t
    number()
    {
        uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            unsigned next = byte();
            value |= static_cast<uint64_t>(next & 0x7f) << shift;
            if ((next & 0x80) == 0) {
                return value;
            }
        }
        broken_ = true;
        return 0;
    }

    uint64_t
    address(Domain domain)
    {
        uint64_t zigzag = number();
        uint64_t distance = (zigzag >> 1) * 16;
        streams_[domain] += (zigzag & 1) != 0 ? -distance : distance;
        return streams_[domain];
    }

    const std::string &bytes_;
    size_t at_;
    bool broken_ = false;
    uint64_t streams_[4] = {};
};

} // namespace

std::string
read_compressed(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    std::string packed((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    std::string text;
    std::string chunk(ZSTD_DStreamOutSize(), '\0');
    ZSTD_DStream *stream = ZSTD_createDStream();
    ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, WINDOW_LOG);
    ZSTD_inBuffer in = {packed.data(), packed.size(), 0};
    while (in.pos < in.size) {
        ZSTD_outBuffer out = {chunk.data(), chunk.size(), 0};
        size_t status = ZSTD_decompressStream(stream, &out, &in);
        if (ZSTD_isError(status)) {
            text.clear();
            break;
        }
        text.append(chunk, 0, out.pos);
    }
    ZSTD_freeDStream(stream);
    return text;
}

std::optional<std::vector<Record>>
parse(const std::string &bytes)
{
    if (bytes.size() < HEADER_SIZE || bytes.compare(0, 8, "PYMTRC1\n") != 0) {
        return std::nullopt;
    }
    std::vector<Record> records;
    Parser parser(bytes);
    while (!parser.at_end()) {
        records.push_back(parser.next());
        if (parser.is_broken()) {
            return std::nullopt;
        }
    }
    return records;
}

} // namespace recording
