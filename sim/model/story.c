#include "sim/model/story.h"

#include "sim/model/addr_map.h"

#define ALIGNMENT 16

/* A block or a hole. Holes form a treap by address, in which each node knows the
 * largest hole below it: the first that fits is then one walk from the root. */
typedef struct Piece Piece;
struct Piece {
    SimAddr addr;
    uint64_t size;      /* a multiple of 16 */
    uint64_t requested; /* of a block */
    Piece *before, *behind;
    bool is_hole;
    Piece *left, *right;
    uint64_t largest;
    uint64_t priority;
};

struct SimStory {
    SimSpace *space;
    SimAddrMap blocks;
    Piece *first, *last;
    Piece *holes; /* root of the treap */
    SimAddr end;
    size_t in_use;
};

SimStory *
sim_story_new(SimSpace *space)
{
    SimStory *self = g_new0(SimStory, 1);
    self->space = space;
    self->end = sim_space_brk(space);
    sim_addr_map_init(&self->blocks);
    return self;
}

void
sim_story_free(SimStory *self)
{
    if (self == NULL) {
        return;
    }
    for (Piece *piece = self->first, *next; piece != NULL; piece = next) {
        next = piece->behind;
        g_slice_free(Piece, piece);
    }
    sim_addr_map_clear(&self->blocks);
    g_free(self);
}

/* ---- The treap of holes ---- */

static void
update_largest(Piece *node)
{
    uint64_t left = node->left != NULL ? node->left->largest : 0;
    uint64_t right = node->right != NULL ? node->right->largest : 0;
    node->largest = MAX(node->size, MAX(left, right));
}

static Piece *
join(Piece *left, Piece *right)
{
    if (left == NULL || right == NULL) {
        return left != NULL ? left : right;
    }
    Piece *top = left;
    if (left->priority > right->priority) {
        left->right = join(left->right, right);
    } else {
        right->left = join(left, right->left);
        top = right;
    }
    update_largest(top);
    return top;
}

static void
split(Piece *node, SimAddr addr, Piece **left, Piece **right)
{
    if (node == NULL) {
        *left = *right = NULL;
        return;
    }
    if (node->addr < addr) {
        *left = node;
        split(node->right, addr, &node->right, right);
    } else {
        *right = node;
        split(node->left, addr, left, &node->left);
    }
    update_largest(node);
}

/* Random enough to keep the treap flat, and the same in every run. */
static uint64_t
scramble(uint64_t x)
{
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

static void
add_hole(SimStory *self, Piece *piece)
{
    Piece *left;
    Piece *right;
    piece->is_hole = true;
    piece->left = piece->right = NULL;
    piece->largest = piece->size;
    piece->priority = scramble(piece->addr);
    split(self->holes, piece->addr, &left, &right);
    self->holes = join(join(left, piece), right);
}

static Piece *
without(Piece *node, const Piece *hole)
{
    if (node == hole) {
        return join(node->left, node->right);
    }
    if (hole->addr < node->addr) {
        node->left = without(node->left, hole);
    } else {
        node->right = without(node->right, hole);
    }
    update_largest(node);
    return node;
}

static void
remove_hole(SimStory *self, Piece *piece)
{
    self->holes = without(self->holes, piece);
    piece->is_hole = false;
}

static Piece *
first_fit(const SimStory *self, uint64_t size)
{
    Piece *node = self->holes;
    if (node == NULL || node->largest < size) {
        return NULL;
    }
    while (true) {
        if (node->left != NULL && node->left->largest >= size) {
            node = node->left;
        } else if (node->size >= size) {
            return node;
        } else {
            node = node->right;
        }
    }
}

/* ---- Pieces ---- */

static uint64_t
round_size(size_t size)
{
    return size == 0 ? ALIGNMENT : ((uint64_t) size + ALIGNMENT - 1) & ~(uint64_t) (ALIGNMENT - 1);
}

static bool
is_absurd(size_t size)
{
    return size > PTRDIFF_MAX;
}

static bool
set_end(SimStory *self, SimAddr end)
{
    SimAddr brk = sim_space_round(end);
    if (brk > sim_space_brk(self->space) && !sim_space_set_brk(self->space, brk)) {
        return false;
    }
    self->end = end;
    return true;
}

static Piece *
append_piece(SimStory *self, uint64_t size)
{
    SimAddr addr = self->end;
    if (!set_end(self, addr + size)) {
        return NULL;
    }
    Piece *piece = g_slice_new0(Piece);
    piece->addr = addr;
    piece->size = size;
    piece->before = self->last;
    *(self->last != NULL ? &self->last->behind : &self->first) = piece;
    self->last = piece;
    return piece;
}

static void
drop_piece(SimStory *self, Piece *piece)
{
    *(piece->before != NULL ? &piece->before->behind : &self->first) = piece->behind;
    *(piece->behind != NULL ? &piece->behind->before : &self->last) = piece->before;
    g_slice_free(Piece, piece);
}

/* Makes @piece a hole, one with the holes beside it. */
static void
make_hole(SimStory *self, Piece *piece)
{
    Piece *before = piece->before;
    Piece *behind = piece->behind;
    if (behind != NULL && behind->is_hole) {
        remove_hole(self, behind);
        piece->size += behind->size;
        drop_piece(self, behind);
    }
    if (before != NULL && before->is_hole) {
        remove_hole(self, before);
        before->size += piece->size;
        drop_piece(self, piece);
        piece = before;
    }
    add_hole(self, piece);
}

/* Cuts @piece, which is no hole, down to @size; the rest becomes a hole. */
static void
cut_piece(SimStory *self, Piece *piece, uint64_t size)
{
    if (piece->size == size) {
        return;
    }
    Piece *rest = g_slice_new0(Piece);
    rest->addr = piece->addr + size;
    rest->size = piece->size - size;
    rest->before = piece;
    rest->behind = piece->behind;
    *(piece->behind != NULL ? &piece->behind->before : &self->last) = rest;
    piece->behind = rest;
    piece->size = size;
    make_hole(self, rest);
}

/* ---- The calls ---- */

SimAddr
sim_story_malloc(SimStory *self, size_t size)
{
    if (is_absurd(size)) {
        return 0;
    }
    uint64_t need = round_size(size);
    Piece *piece = first_fit(self, need);
    if (piece != NULL) {
        remove_hole(self, piece);
        cut_piece(self, piece, need);
    } else {
        piece = append_piece(self, need);
    }
    if (piece == NULL) {
        return 0;
    }
    piece->requested = size;
    self->in_use += size;
    sim_addr_map_add(&self->blocks, piece->addr, piece);
    return piece->addr;
}

static Piece *
live_piece(const SimStory *self, SimAddr addr)
{
    Piece *piece = sim_addr_map_get(&self->blocks, addr);
    if (piece == NULL) {
        g_error("story heap: 0x%" G_GINT64_MODIFIER "x is not a live block", addr);
    }
    return piece;
}

void
sim_story_dealloc(SimStory *self, SimAddr addr)
{
    Piece *piece = live_piece(self, addr);
    sim_addr_map_take(&self->blocks, addr);
    self->in_use -= piece->requested;
    make_hole(self, piece);
}

static bool
grow_in_place(SimStory *self, Piece *piece, uint64_t need)
{
    Piece *behind = piece->behind;
    if (behind == NULL) {
        if (!set_end(self, piece->addr + need)) {
            return false;
        }
        piece->size = need;
        return true;
    }
    if (!behind->is_hole || piece->size + behind->size < need) {
        return false;
    }
    remove_hole(self, behind);
    piece->size += behind->size;
    drop_piece(self, behind);
    cut_piece(self, piece, need);
    return true;
}

SimAddr
sim_story_realloc(SimStory *self, SimAddr addr, size_t size)
{
    Piece *piece = live_piece(self, addr);
    if (is_absurd(size)) {
        return 0;
    }
    uint64_t need = round_size(size);
    if (need <= piece->size) {
        cut_piece(self, piece, need);
    } else if (!grow_in_place(self, piece, need)) {
        SimAddr moved = sim_story_malloc(self, size);
        if (moved != 0) {
            sim_story_dealloc(self, addr);
        }
        return moved;
    }
    self->in_use = self->in_use - piece->requested + size;
    piece->requested = size;
    return addr;
}

size_t
sim_story_size(const SimStory *self, SimAddr addr)
{
    const Piece *piece = sim_addr_map_get(&self->blocks, addr);
    return piece == NULL ? 0 : piece->requested;
}

size_t
sim_story_in_use(const SimStory *self)
{
    return self->in_use;
}

size_t
sim_story_extent(const SimStory *self)
{
    return self->end - SIM_BRK_START;
}

/* ---- The checker ---- */

static bool
wrong(GString *why, const char *what, SimAddr addr)
{
    if (why != NULL) {
        g_string_printf(why, "story heap: %s at 0x%" G_GINT64_MODIFIER "x", what, addr);
    }
    return false;
}

/* Counts the nodes; G_MAXSIZE when one is wrong. */
static size_t
check_tree(const Piece *node, SimAddr low, SimAddr high)
{
    if (node == NULL) {
        return 0;
    }
    uint64_t left_largest = node->left != NULL ? node->left->largest : 0;
    uint64_t right_largest = node->right != NULL ? node->right->largest : 0;
    size_t left = check_tree(node->left, low, node->addr);
    size_t right = check_tree(node->right, node->addr, high);
    if (!node->is_hole || node->addr < low || node->addr >= high || left == G_MAXSIZE ||
        right == G_MAXSIZE || node->largest != MAX(node->size, MAX(left_largest, right_largest))) {
        return G_MAXSIZE;
    }
    return left + right + 1;
}

bool
sim_story_check(const SimStory *self, GString *why)
{
    SimAddr end = SIM_BRK_START;
    const Piece *before = NULL;
    size_t holes = 0;
    size_t blocks = 0;
    size_t in_use = 0;
    for (const Piece *piece = self->first; piece != NULL; before = piece, piece = piece->behind) {
        if (piece->addr != end || piece->before != before || piece->size % ALIGNMENT != 0) {
            return wrong(why, "a gap", end);
        }
        if (piece->is_hole && before != NULL && before->is_hole) {
            return wrong(why, "two holes in a row", end);
        }
        if (!piece->is_hole && sim_addr_map_get(&self->blocks, piece->addr) != piece) {
            return wrong(why, "a block missing in the map", end);
        }
        holes += piece->is_hole;
        blocks += !piece->is_hole;
        in_use += piece->is_hole ? 0 : piece->requested;
        end += piece->size;
    }
    if (end != self->end || before != self->last) {
        return wrong(why, "the end of the area is wrong", end);
    }
    if (holes != check_tree(self->holes, 0, SIM_MMAP_START)) {
        return wrong(why, "the tree of holes is wrong", end);
    }
    if (blocks != self->blocks.count || in_use != self->in_use) {
        return wrong(why, "blocks are miscounted", end);
    }
    return true;
}
