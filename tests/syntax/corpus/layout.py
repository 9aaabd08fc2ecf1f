#!/usr/bin/env python3
# -*- coding: utf-8 -*-
# a comment

   # an indented comment
if a:  # after code
    b  # here too

    # inside
  # less
    c
# out
if a:
	b
	if c:
		d
if a:
        b
        if c:
          d
x = (  # in brackets
    1,

    # alone
    2
)
x = [
1,
  2,
      3]
x = {
    "a": 1,
        "b": 2,
}
x = 1 + \
    2
x = \
\
    3
if a and \
   b:
    c
assert \
    a
def f(a,
      b):
    return (a
            + b)
if a: b; c; d;
if a:
    b;
    c; d
class A:

    def f(self):


        pass

    x = 1


y = 1
if a:
    if b:
        if c:
            d
e
if a:
    b = """
unindented
  text
"""
    c
x = 1 # no space # more #: directive
#: note something
	
    
z = 1
  
if x:
    y
    
    z
# the last line is a comment
