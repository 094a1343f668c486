"""Does every requirement have a test that proves it, or a page that states it?"""
